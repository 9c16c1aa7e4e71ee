package org.imprimatur.publishing.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;

/** Gathers what is read aloud of a page, passage by passage: no descriptions of images, no marks of footnotes. */
final class Passages implements HtmlStreamEventReceiver {
    /** How near a passage comes to being prose. */
    enum Kind {
        PARAGRAPH, PART, ASIDE
    }

    private static final Set<String> BLOCKS = Set.of("p", "div", "section", "li", "ul", "ol", "dl", "dt", "dd",
            "blockquote", "pre", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tfoot", "tr",
            "th", "td", "details", "summary", "figure", "figcaption", "hr");
    private static final Set<String> PARTS = Set.of("li", "dt", "dd", "blockquote", "td", "details", "summary");
    private static final Set<String> ASIDES = Set.of("h2", "h3", "h4", "h5", "h6", "pre", "th", "caption", "figure",
            "figcaption");
    private static final Set<String> UNSPOKEN = Set.of("rt", "rp");
    private static final Set<String> UNSPOKEN_CLASSES = Set.of("image", "footnote-ref", "footnotes");
    private static final Set<String> EMPTY = Set.of("br", "hr", "img", "wbr");
    /** What older systems left for their own use: {@code [gallery ids="1"]}, {@code [caption …]…[/caption]}. */
    private static final Pattern SHORTCODE = Pattern.compile("\\[(\\w+)(?: [^\\]]*)?](?:.*\\[/\\1])?");

    private final List<String> all = new ArrayList<>();
    private final Map<Kind, String> first = new EnumMap<>(Kind.class);
    private final Deque<Boolean> unspoken = new ArrayDeque<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder passage = new StringBuilder();
    private int silent;

    /** Every passage, in order. */
    List<String> all() {
        return all;
    }

    /** The first passage of that kind, among those that say something; null if there is none so far. */
    @Nullable
    String first(Kind kind) {
        return first.get(kind);
    }

    @Override
    public void openDocument() {
        open.clear();
        unspoken.clear();
        silent = 0;
    }

    @Override
    public void closeDocument() {
        end();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        if (BLOCKS.contains(name)) {
            end();
        }
        if (EMPTY.contains(name)) {
            passage.append(name.equals("br") ? " " : "");
            return;
        }
        int known = attributes.indexOf("class");
        boolean hushed = UNSPOKEN.contains(name)
                || (known >= 0 && UNSPOKEN_CLASSES.contains(attributes.get(known + 1)));
        silent += hushed ? 1 : 0;
        open.push(name);
        unspoken.push(hushed);
    }

    @Override
    public void closeTag(String name) {
        if (BLOCKS.contains(name)) {
            end();
        }
        if (!open.isEmpty()) {
            open.pop();
            silent -= unspoken.pop() ? 1 : 0;
        }
    }

    @Override
    public void text(String text) {
        if (silent == 0) {
            passage.append(text);
        }
    }

    private void end() {
        String words = Characters.printable(passage.toString()).replaceAll("\\s+", " ").strip();
        passage.setLength(0);
        if (words.isEmpty()) {
            return;
        }
        all.add(words);
        if (words.codePoints().anyMatch(Passages::says) && !SHORTCODE.matcher(words).matches()) {
            first.putIfAbsent(kind(), words);
        }
    }

    private Kind kind() {
        if (open.stream().anyMatch(ASIDES::contains)) {
            return Kind.ASIDE;
        }
        return open.stream().anyMatch(PARTS::contains) ? Kind.PART : Kind.PARAGRAPH;
    }

    /** A letter, a digit, or what stands for a word: rows of stars and dashes say nothing. */
    private static boolean says(int character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.OTHER_SYMBOL;
    }
}
