package org.imprimatur.publishing.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML as it stands in the source, made ready for the sanitizer: every tag says in which line it stands, comments are
 * gone, and a tag that never ends is text, so that it swallows nothing of what follows.
 */
final class RawHtml {
    /** Around a tag's line. No text that is read here holds them, whatever is written or referred to in it. */
    private static final char OPEN = '\ufdee';
    private static final char CLOSE = '\ufdef';
    private static final Pattern MARK = Pattern.compile(" ?" + OPEN + "([0-9]+)m?" + CLOSE + "(?:=\"\")?");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^\\s/>]*+");
    /** Looking for the end of a tag costs its way to the end of the source if there is none. */
    private static final int MOST_UNFINISHED = 100;

    private final String source;
    private final Losses losses;
    private final StringBuilder out;
    private int line;
    private int at;
    private int unfinished;
    private boolean begins;

    private RawHtml(String source, int line, boolean begins, Losses losses) {
        this.source = source;
        this.begins = begins;
        this.line = line;
        this.losses = losses;
        this.out = new StringBuilder(source.length() + 64);
    }

    /**
     * @param line in which the piece begins
     * @param block whether the piece stands by itself between others, and not within a paragraph
     */
    static String prepared(String source, int line, boolean block, Losses losses) {
        return new RawHtml(source, line, block, losses).prepare();
    }

    /** An attribute's name that stands for a line, on a tag with which another piece of the text begins. */
    static String beginningAt(int line) {
        return "" + OPEN + line + "m" + CLOSE;
    }

    /** Whether another piece of the text begins in this one: it got into something that should have ended before. */
    static boolean runsOn(String text) {
        return text.indexOf("m" + CLOSE) >= 0;
    }

    /** The line that a name stands for; 0 if it is another name. */
    static int line(String name) {
        Matcher mark = MARK.matcher(name);
        return mark.matches() ? Integer.parseInt(mark.group(1)) : 0;
    }

    /** A text without the marks that came into it where something only looked like a tag. */
    static String unmarked(String text) {
        return text.indexOf(OPEN) < 0 ? text : MARK.matcher(text).replaceAll("");
    }

    private String prepare() {
        while (at < source.length()) {
            if (source.charAt(at) != '<') {
                take(at + 1);
            } else if (source.startsWith("<!--", at)) {
                comment();
            } else if (source.startsWith("<!", at) || source.startsWith("<?", at)) {
                instruction();
            } else {
                tag();
            }
        }
        return out.toString();
    }

    private void comment() {
        int end = source.startsWith("<!-->", at) || source.startsWith("<!--->", at)
                ? source.indexOf('>', at) + 1
                : after("-->", at + 4);
        if (end == 0) {
            losses.add("comment", line, "A comment that begins here never ends, so all that follows isn't shown.",
                    source.substring(at + 4));
        } else if (source.substring(at + 1, end).contains("<!--")) {
            // Nobody writes one within another: the first was to end before.
            losses.add("comment", line, "A comment that begins here ends where another does; what is between isn't "
                    + "shown.", source.substring(at + 4, end - 3));
        }
        skip(end == 0 ? source.length() : end);
    }

    private void instruction() {
        boolean data = source.startsWith("<![CDATA[", at);
        int end = unfinished < MOST_UNFINISHED
                ? after(data ? "]]>" : source.charAt(at + 1) == '?' ? "?>" : ">", at)
                : 0;
        if (end == 0) {
            unfinished++;
            escape("A declaration");
            return;
        }
        if (data || source.charAt(at + 1) == '?') {
            String whole = source.substring(at, end);
            losses.add("text", line, "What stands between " + (data ? "<![CDATA[ and ]]>" : "<? and ?>")
                    + " isn't shown.", data ? whole.substring(9, whole.length() - 3) : whole);
        }
        skip(end);
    }

    private void tag() {
        Matcher tag = TAG.matcher(source).region(at, source.length());
        if (!tag.lookingAt()) {
            out.append("&lt;");
            at++;
            return;
        }
        int end = unfinished < MOST_UNFINISHED ? endOfTag(tag.end()) : 0;
        if (end == 0) {
            unfinished++;
            escape("A tag");
            return;
        }
        boolean opens = source.charAt(at + 1) != '/';
        int stands = line;
        take(tag.end());
        if (opens) {
            out.append(' ').append(begins ? beginningAt(stands) : "" + OPEN + stands + CLOSE);
            begins = false;
        }
        take(end);
    }

    /** Behind the tag's end, which is none within a quoted value; 0 if it has no end. */
    private int endOfTag(int from) {
        boolean valueBegins = false;
        for (int index = from; index < source.length(); index++) {
            char character = source.charAt(index);
            if (character == '>') {
                return index + 1;
            }
            if (valueBegins && (character == '"' || character == '\'')) {
                int end = source.indexOf(character, index + 1);
                if (end < 0) {
                    return 0;
                }
                tellOfTagsIn(source.substring(index + 1, end));
                index = end;
            }
            valueBegins = character == '=' || (valueBegins && Character.isWhitespace(character));
        }
        return 0;
    }

    /** Nearly always the quote is missing at which the value was to end. */
    private void tellOfTagsIn(String value) {
        if (value.indexOf('<') >= 0 && TAG.matcher(value).find()) {
            losses.add("tag", line, "The value of an attribute goes on over other tags. Is a quote missing? "
                    + Losses.named(value), value);
        }
    }

    private void escape(String what) {
        losses.add("tag", line, what + " that begins here never ends, so it is shown as text: "
                + Losses.named(source.substring(at, Math.min(source.length(), at + 40))), null);
        out.append("&lt;");
        at++;
    }

    private int after(String end, int from) {
        int found = source.indexOf(end, from);
        return found < 0 ? 0 : found + end.length();
    }

    private void take(int end) {
        out.append(source, at, end);
        skip(end);
    }

    private void skip(int end) {
        for (; at < end; at++) {
            if (source.charAt(at) == '\n') {
                line++;
            }
        }
    }
}
