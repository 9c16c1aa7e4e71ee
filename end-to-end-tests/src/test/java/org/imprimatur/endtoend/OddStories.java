package org.imprimatur.endtoend;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Articles at their longest and oddest, as an API that takes anything would be sent them. */
final class OddStories {
    static final List<String> SECTIONS = List.of("ip-news", "alerts", "articles", "cases", "links");

    private static final int LONGEST_BODY = 499_000;

    private static final Arbitrary<String> PIECES = Arbitraries.of("a", "Trade mark ", "e\u0301", "ﬁ", "ẞ", "\u212b",
            "商标", "かな", "상표", "علامة ", "סימן ", "เครื่องหมาย", "चिह्न ", "знак ", "σήμα ",
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "\ud83c\udff3\ufe0f\u200d\ud83c\udf08", "\ud835\udd04", "\ufdfa", "\ud834\udd60", "&", "&amp;", "&#60;",
            "<b>",
            "<script>", "]]>", "\"", "'", "’", "\\", "%", "${x}", "{{x}}", "@raw", "\u00a0", "\u00ad", " ", "–",
            "§ 14 ",
            "c\u0323\u0302", "10.9%");

    private static final List<String> MARKDOWN = List.of("| a | b |\n|---|:-:|\n| 1 | `x|y` |\n\n",
            "- one\n  - two\n\n    three\n1. four\n\n", "> > > quoted\n> more\n\n", "```java\n<b>&amp;</b>\n```\n\n",
            "    indented <code>\n\n", "[words](https://example.org/a_(b) \"t&\") and <https://例え.テスト/>\n\n",
            "![alt ]\"<](/media/x.png)\n\n", "&#xD800; &#1; &lt;b&gt; &nbsp; &#x10FFFF;\n\n",
            "<div onclick=\"x()\"><p>html</p><!-- gone --></div>\n\n", "# *Head*ing #\n\n## **Second\n\n***\n\n",
            "[ref]: javascript:alert(1)\n[ref] [x](data:text/html,y)\n\n",
            "\\*no\\* *yes* __and__ ~~so~~ a\\\nb  \nc\n\n",
            "\u202ebidi\u202c \u2066x\u2069 علامة\n\n", "[[[[[[[[[[x](y)](z)\n\n",
            "<style>p{}</style> <svg><p>x</svg>\n\n");

    private OddStories() {}

    static Arbitrary<Map<String, Object>> any() {
        return Combinators.combine(lines(300), lines(1_000).injectNull(0.3), bodies(), Arbitraries.of(SECTIONS),
                slugs().injectNull(0.5), tags(), lines(200).injectNull(0.3), sources().injectNull(0.2))
                .as(OddStories::content).flatMap(content -> languages().map(language -> {
                    content.put("language", language);
                    return content;
                }));
    }

    private static Map<String, Object> content(String headline, @Nullable Object standfirst, String body,
            String section, @Nullable Object slug, List<String> tags, @Nullable Object byline,
            @Nullable Object source) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("headline", headline);
        content.put("body", body);
        content.put("section", section);
        content.put("tags", tags);
        put(content, "standfirst", standfirst);
        put(content, "slug", slug);
        put(content, "byline", byline);
        put(content, "source", source);
        return content;
    }

    private static void put(Map<String, Object> content, String name, @Nullable Object value) {
        if (value != null) {
            content.put(name, value);
        }
    }

    /** Of any length, and every third as long as it may be. */
    private static Arbitrary<String> lines(int longest) {
        // In the form in which it is kept, or else it would be longer or shorter once it is there.
        Arbitrary<String> mixed = PIECES.list().ofMinSize(1).ofMaxSize(40)
                .map(pieces -> Normalizer.normalize(String.join("", pieces), Normalizer.Form.NFC));
        Arbitrary<String> shorter = mixed.map(line -> "x" + cut(line, longest - 1));
        return Arbitraries.oneOf(shorter, shorter,
                mixed.map(line -> "x" + cut(line.repeat(longest), longest - 2) + "y"));
    }

    private static Arbitrary<String> bodies() {
        Arbitrary<String> constructs = Arbitraries.of(MARKDOWN).list().ofMinSize(1).ofMaxSize(6)
                .map(all -> String.join("", all));
        Arbitrary<String> prose = PIECES.list().ofMinSize(1).ofMaxSize(60).map(pieces -> String.join("", pieces));
        return Combinators.combine(prose, constructs, Arbitraries.integers().between(0, 11))
                .as((words, markdown, size) -> size == 0
                        ? filled(words + "\n\n" + markdown, LONGEST_BODY)
                        : words + "\n\n" + markdown);
    }

    /** As often as fits into a body as it travels: in JSON, where a quotation mark is two bytes. */
    private static String filled(String text, int bytes) {
        long one = text.codePoints().mapToLong(OddStories::bytesInJson).sum();
        return text.repeat((int) Math.max(1, bytes / one));
    }

    private static long bytesInJson(int character) {
        return character == '"' || character == '\\' || character == '\n'
                ? 2
                : character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    private static Arbitrary<List<String>> tags() {
        Arbitrary<String> tag = Arbitraries.strings().withChars("abz09").ofMinLength(1).ofMaxLength(50);
        return Arbitraries.oneOf(tag.set().ofMaxSize(5).map(List::copyOf),
                tag.filter(each -> each.length() < 40).set().ofSize(20)
                        .map(tags -> tags.stream().map(each -> (each + "-" + "z".repeat(50)).substring(0, 50))
                                .distinct().collect(Collectors.toList())));
    }

    private static Arbitrary<String> slugs() {
        Arbitrary<String> unique = Arbitraries.strings().withCharRange('a', 'z').ofLength(20);
        return Arbitraries.oneOf(unique, unique.map(slug -> slug + "-a".repeat(50)));
    }

    private static Arbitrary<Map<String, String>> sources() {
        Arbitrary<String> address = Arbitraries.of("https://example.org", "HTTP://EXAMPLE.ORG:8080/A?b=c&d='e#f",
                "https://bücher.example/ö?ü", "https://例え.テスト/パス", "https://faß.example/\ud83d\ude00",
                "https://xn--bcher-kva.example/", "https://[2001:DB8::1]:8443/",
                "https://example.org/" + "a".repeat(1_980),
                "https://bücher.example/" + "é".repeat(1_977), "https://example.org/%F0%9F%98%80'(~)");
        return Combinators.combine(lines(200), address).as((name, url) -> Map.of("name", name, "url", url));
    }

    private static Arbitrary<String> languages() {
        return Arbitraries.of("en", "EN-gb", "de", "ar", "he", "zh-Hant-TW", "i-klingon", "sl-rozaj-biske-1994",
                "en-GB-oed", "de-CH-x-phonebk", "zh-min-nan", "sr-Latn", "en-x-" + "a-".repeat(28) + "a",
                "hy-Latn-IT-arevela", "en-u-ca-buddhist");
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
