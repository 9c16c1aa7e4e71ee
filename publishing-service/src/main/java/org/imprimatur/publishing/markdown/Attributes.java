package org.imprimatur.publishing.markdown;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes of a tag as the sanitizer has them: names and values, in turn. */
final class Attributes {
    private Attributes() {}

    static @Nullable String value(List<String> attributes, String name) {
        for (int index = 0; index < attributes.size(); index += 2) {
            if (attributes.get(index).equals(name)) {
                return attributes.get(index + 1);
            }
        }
        return null;
    }

    static void set(List<String> attributes, String name, String value) {
        for (int index = 0; index < attributes.size(); index += 2) {
            if (attributes.get(index).equals(name)) {
                attributes.set(index + 1, value);
            }
        }
    }

    static void remove(List<String> attributes, String name) {
        for (int index = attributes.size() - 2; index >= 0; index -= 2) {
            if (attributes.get(index).equals(name)) {
                attributes.subList(index, index + 2).clear();
            }
        }
    }
}
