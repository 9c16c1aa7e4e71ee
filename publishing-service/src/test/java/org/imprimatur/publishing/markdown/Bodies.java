package org.imprimatur.publishing.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes bodies of articles out of everything that Markdown and HTML know, and knows which of their words are read. */
final class Bodies {
    private static final List<String> PLAIN = List.of("p", "div", "section", "article", "aside", "header", "footer",
            "main", "nav", "address", "center", "blockquote", "figure", "figcaption", "details", "fieldset", "form",
            "marquee", "x-card", "h1", "h4", "pre", "ul", "ol", "li", "dl", "dt", "table", "body", "hgroup", "dialog");
    private static final List<String> INLINE = List.of("span", "b", "i", "u", "em", "strong", "font", "small", "mark",
            "abbr", "cite", "q", "kbd", "sub", "sup", "del", "ins", "s", "strike", "tt", "bdi", "label", "big", "x-tag",
            "a", "button", "code", "time", "blink", "dfn", "var", "nobr", "ruby");
    private static final List<String> FALLBACK = List.of("iframe", "object", "video", "audio", "canvas", "noscript",
            "noembed", "noframes", "title", "textarea", "svg", "math", "template", "applet", "map", "select", "xmp");
    private static final List<String> ADDRESSES = List.of("https://e.example/a", "/cases/a", "#place", "javascript:x",
            "//e.example/a", "mailto:a@e.example", "relative/a", "", "ftp://e.example/", "data:text/html,x");
    private static final List<String> PICTURES = List.of("/media/a.png", "https://e.example/a.png", "a.png",
            "data:image/png;base64,AA", "");

    private final Map<String, Supplier<String>> blocks = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> inlines = new LinkedHashMap<>();
    /** How often each construct was made, over all bodies. */
    final Map<String, Integer> made = new TreeMap<>();
    private final Random random;
    private List<String> read = new ArrayList<>();
    private int words;
    private int depth;

    /** @param read the words that whoever reads the page, or is told of its losses, must meet */
    record Made(String source, List<String> read) {}

    Bodies(long seed) {
        random = new Random(seed);
        inlines();
        blocks();
    }

    Made next() {
        read = new ArrayList<>();
        words = 0;
        depth = 0;
        var source = new StringBuilder();
        int count = 1 + random.nextInt(8);
        for (int block = 0; block < count; block++) {
            source.append(block()).append(random.nextInt(6) == 0 ? "\n" : "\n\n");
        }
        return new Made(source.toString(), List.copyOf(read));
    }

    private void inlines() {
        inlines.put("words", () -> word() + " " + word());
        inlines.put("emphasis", () -> pick("*", "**", "_", "***", "~~") + word() + pick("*", "**", "_", "***", "~~"));
        inlines.put("nested emphasis", () -> "**" + word() + " *" + inline() + "* " + word() + "**");
        inlines.put("east asian emphasis", () -> "**" + word() + "。**" + word() + "，他说**“" + word() + "”**吗");
        inlines.put("code", () -> "`" + word() + "`");
        inlines.put("link", () -> "[" + inline() + "](" + pick(ADDRESSES) + ")");
        inlines.put("link by reference", () -> "[" + word() + "][known]");
        inlines.put("link by no reference", () -> "[" + word() + "][" + word() + "]");
        inlines.put("bare link", () -> "（https://e.example/" + word() + "）。" + word());
        inlines.put("image", () -> "![" + word() + "](" + pick(PICTURES) + ")");
        inlines.put("linked image", () -> "[![" + word() + "](" + pick(PICTURES) + ")](" + pick(ADDRESSES) + ")");
        inlines.put("raw image", () -> "<img src=\"" + pick(PICTURES) + "\" alt=\"" + word() + "\" class=x>");
        inlines.put("raw inline", () -> {
            String name = pick(INLINE);
            return "<" + name + attributes() + ">" + inline() + "</" + name + ">";
        });
        inlines.put("unfinished inline", () -> "<" + pick(INLINE) + attributes() + ">" + word());
        inlines.put("misnested", () -> "<b>" + word() + "<i>" + word() + "</b>" + word() + "</i>");
        inlines.put("stray end", () -> "</" + pick(INLINE) + ">" + word());
        inlines.put("raw link", () -> "<a href=\"" + pick(ADDRESSES) + "\">" + inline() + "</a>");
        inlines.put("fallback", () -> fallback(""));
        inlines.put("entity", () -> word() + "&amp;&nbsp;&copy;" + word() + "&#x1F600;&nosuch;" + word());
        inlines.put("escape", () -> "\\*" + word() + "\\* \\<" + word() + "> \\[" + word() + "\\]");
        inlines.put("signs", () -> word() + " < " + word() + " > " + word() + " <" + "3 & " + word());
        inlines.put("break", () -> word() + pick("  \n", "\\\n", "<br>", "<br/>", "\n") + word());
        inlines.put("footnote reference", () -> word() + "[^known] " + word() + "[^unknown]");
        inlines.put("inline comment", () -> word() + "<!-- unread -->" + word());
        inlines.put("unfinished comment", () -> word() + " <!-- " + word());
        inlines.put("unfinished tag", () -> word() + " <div class=\"a " + word());
        inlines.put("script", () -> "<script>if (a<b) x(\"</p>\")</script>" + word());
        inlines.put("controls", () -> word() + "\u0001\ufdd0\ufdee" + "1\ufdef&#xFDEE;" + word());
    }

    private void blocks() {
        blocks.put("paragraph", () -> inline() + " " + inline() + "\n" + inline());
        blocks.put("heading", () -> "#".repeat(1 + random.nextInt(6)) + " " + inline());
        blocks.put("underlined heading", () -> word() + " " + word() + "\n" + pick("===", "---"));
        blocks.put("list", () -> "- " + inline() + "\n- " + inline() + "\n  - " + word() + "\n\n  " + word());
        blocks.put("numbered list", () -> "3. " + word() + "\n4. " + inline());
        blocks.put("tasks", () -> "- [ ] " + word() + "\n- [x] " + inline());
        blocks.put("quote", () -> "> " + inline() + "\n> " + word() + "\n" + word());
        blocks.put("fenced code", () -> "```" + pick("", "java", "c++", "a\"b") + "\n" + word() + " <b>" + word()
                + "</b>\n```");
        blocks.put("unfinished code", () -> "~~~\n" + word());
        blocks.put("indented code", () -> "    " + word() + " <script>" + word());
        blocks.put("table", () -> "| " + word() + " | " + word() + " |\n|---|:-:|\n| " + inlineInRow() + " | " + word()
                + " |\n| " + word() + " | " + word() + " | " + word() + " | " + word() + " |\n" + word() + " || "
                + word());
        blocks.put("raw table", () -> "<table><caption>" + word() + "</caption><tr><th colspan=" + pick("2", "99", "x")
                + ">" + word() + "<td rowspan=2>" + word() + "</tr>" + word() + "<tr><td>" + word() + "</table>");
        blocks.put("footnote", () -> "[^" + pick("known", "other", "third") + "]: " + inline() + "\n    " + word()
                + "\n\n    " + word());
        blocks.put("definition",
                () -> "[" + pick("known", "free", "注") + "]: " + pick("/cases/a", "https://e.example/"));
        blocks.put("figure", () -> "![" + word() + "](/media/a.png \"" + word() + "\")");
        blocks.put("raw figure", () -> "<figure class=wp><img src=\"" + pick(PICTURES) + "\" alt=\"" + word()
                + "\"><figcaption>" + word() + "</figcaption></figure>");
        blocks.put("details", () -> "<details>\n<summary>" + word() + "</summary>\n\n" + block() + "\n\n</details>");
        blocks.put("raw block", () -> {
            String name = pick(PLAIN);
            return "<" + name + attributes() + ">" + pick("", "\n", "\n\n") + word() + " " + inline()
                    + pick("", "\n", "\n\n") + "</" + name + ">";
        });
        blocks.put("unfinished block", () -> "<" + pick(PLAIN) + attributes() + ">\n" + word());
        blocks.put("nested blocks", () -> "<div>\n<section>\n\n" + block() + "\n\n</section>\n</div>");
        blocks.put("raw list", () -> "<ul>" + word() + "<li>" + word() + "<li>" + inline() + "</ul>");
        blocks.put("choice", () -> "<select><option>" + word() + "<option>" + word() + "</select>");
        blocks.put("script block", () -> "<script>\nunread()\n\nunread(1 < 2)\n</script>");
        blocks.put("style block", () -> "<style>\n.unread { }\n</style>\n" + word());
        blocks.put("comment block", () -> "<!-- wp:paragraph -->\n<p>" + word() + "</p>\n<!-- /wp:paragraph -->");
        blocks.put("unfinished comment block", () -> "<!-- " + word() + "\n\n" + word());
        blocks.put("character data", () -> "<![CDATA[" + word() + "\n\n" + word() + "]]>");
        blocks.put("instruction", () -> "<?php " + word() + " ?>");
        blocks.put("document",
                () -> "<!DOCTYPE html>\n<html><head><title>" + word() + "</title></head><body>" + word());
        blocks.put("ruby", () -> "<ruby>漢" + word() + "<rp>(</rp><rt>" + word() + "</rt></ruby>");
        blocks.put("rule", () -> pick("---", "***", "<hr>", "<hr class=x>"));
        blocks.put("arabic", () -> "هذا " + word() + "، و**" + word() + "**؟");
        blocks.put("fallback block", () -> fallback("\n\n"));
        blocks.put("half a tag", () -> "<div class=\"a\n\n" + word() + "\n\n<p title='b " + word());
    }

    private String fallback(String between) {
        String name = pick(FALLBACK);
        return "<" + name + attributes() + ">" + between + word() + between + "</" + name + ">" + word();
    }

    private String attributes() {
        return pick("", "", " class=\"x y\"", " style=\"color:red\"", " id=\"place\"", " onclick=\"x('<b>')\"",
                " lang=ar dir=rtl", " title='a > b'", " data-x", " hidden");
    }

    private String block() {
        return depth > 2 ? word() : made(blocks);
    }

    private String inline() {
        return depth > 3 ? word() : made(inlines);
    }

    private String inlineInRow() {
        return word() + " **" + word() + "** `" + word() + "`";
    }

    private String made(Map<String, Supplier<String>> kinds) {
        depth++;
        var kind = new ArrayList<>(kinds.entrySet()).get(random.nextInt(kinds.size()));
        made.merge(kind.getKey(), 1, Integer::sum);
        String source = kind.getValue().get();
        depth--;
        return source;
    }

    /** A word that is nowhere else. */
    private String word() {
        String word = "zq" + words++ + "x";
        read.add(word);
        return word;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
