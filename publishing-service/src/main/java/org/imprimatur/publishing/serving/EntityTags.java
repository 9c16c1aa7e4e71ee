package org.imprimatur.publishing.serving;

/** Compares entity tags as RFC 9110, section 13.1.2, has it for If-None-Match. */
final class EntityTags {
    private EntityTags() {}

    /**
     * Tells whether the list names the tag, weak or strong.
     *
     * @param list the header field's value: {@code *}, or tags with commas between
     * @param tag a strong tag with its quotes
     */
    static boolean names(String list, String tag) {
        int position = 0;
        while (position < list.length()) {
            char character = list.charAt(position);
            if (character == '*') {
                return true;
            }
            if (character == '"') {
                int end = list.indexOf('"', position + 1);
                if (end < 0) {
                    return false;
                }
                if (end - position + 1 == tag.length() && list.startsWith(tag, position)) {
                    return true;
                }
                position = end;
            }
            position++;
        }
        return false;
    }
}
