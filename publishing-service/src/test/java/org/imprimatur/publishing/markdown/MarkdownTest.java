package org.imprimatur.publishing.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private final Markdown markdown = new Markdown();

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"https://ok.example/a.png\" onload=\"alert(1)\">",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](&#106;avascript:alert(1))",
        "[click](java\tscript:alert(1))",
        "[click](vbscript:msgbox(1))",
        "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "![x](data:image/svg+xml;base64,PHN2Zy8+)",
        "![x](javascript:alert(1))",
        "<iframe src=https://evil.example></iframe>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<a href=\"https://ok.example\" onclick=\"alert(1)\">x</a>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<form action=https://evil.example><input name=password></form>",
        "<object data=evil.swf></object><embed src=evil.swf>",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<style>body{display:none}</style>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "`<script>` is code, <script>alert(1)</script> is not",
        "<scr<script>ipt>alert(1)</scr</script>ipt>"})
    void nothingThatActsComesOut(String hostile) {
        String html = html(hostile);
        // What is left of tags; text may say what it likes.
        String tags = String.join("", html.split("(^|>)[^<]*(<|$)", -1)).toLowerCase(java.util.Locale.ROOT);
        assertThat(html.toLowerCase(java.util.Locale.ROOT)).doesNotContain("<script", "<iframe", "<svg", "<math",
                "<object", "<embed", "<form", "<input", "<base", "<meta", "<link", "<style", "<template", "<!--");
        assertThat(tags).doesNotContain("javascript:", "vbscript:", "data:", "style=")
                .doesNotContainPattern("\\bon\\w+=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "It’s 10.9% — “quoted” & \"plain\" | <p>It’s 10.9% — “quoted” &amp; \"plain\"</p>",
        "# Title | <h2 id=\"s-title\">Title<a class=\"anchor\" href=\"#s-title\" aria-label=\"Link to this section\" lang=\"en\"></a></h2>",
        "1 < 2 and a@b + c = d | <p>1 &lt; 2 and a@b + c = d</p>",
        "https://wipo.int/a?b=1&c=2 | <p><a href=\"https://wipo.int/a?b&#61;1&amp;c&#61;2\">https://wipo.int/a?b=1&amp;c=2</a></p>",
        "*em* **strong** | <p><em>em</em> <strong>strong</strong></p>"})
    void wordsComeOutAsTheyWereWritten(String text, String html) {
        assertThat(html(text).strip()).isEqualTo(html);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\evil.example/x", "//evil.example/x", "/\t/evil.example/x",
        "\\\\evil.example/x", "/&#9;/evil.example/x", "/&#10;/evil.example", "/&Tab;/evil.example",
        "/&bsol;evil.example/x",
        "/&#92;evil.example", "/&#x5c;evil.example", "/%5Cevil.example/x", "/%5cevil.example", "/%2Fevil.example/x",
        "/%2f/evil.example", "/.//evil.example", "/..//evil.example", "/a/..//evil.example", "/./\\evil.example",
        "/%2e//evil.example", "/%09/evil.example", "/%0a/evil.example", "///evil.example", "/\u0001/evil.example",
        "/&#1;/evil.example", "/\u200b/evil.example", "https:evil.example",
        "https:/evil.example",
        "https:\\\\evil.example", "https:///evil.example", "https://\\evil.example", "https://a@evil.example/",
        "https://a\\@evil.example/", "http:evil.example", "HTTPS:/evil.example", "evil.example/x", "javascript:x",
        "&#1;javascript:x", "java&#1;script:x", "java\tscript:x", "&#xD800;javascript:x", "java&#xFFFE;script:x",
        "data:image/png;base64,AA", "blob:https://x/y", "/a;b//evil.example", "./x", "../x", "?x",
        "/\u00a0/evil.example",
        "/\u2028/evil.example", "/\u3000/evil.example", "/\u0085/evil.example", "/\ufeff/evil.example"})
    void anAddressThatCanBeReadInTwoWaysLeadsNowhere(String address) {
        for (String text : List.of("![x](%s)", "![x](<%s>)", "[x](%s)", "[x](<%s>)", "![x][r]\n\n[r]: %s",
                "[x][r]\n\n[r]: <%s>", "[r]\n\n[r]: %s", "<img src=\"%s\" alt=\"x\">", "<a href=\"%s\">x</a>",
                "<img src=%s>",
                "<a href='%s'>x</a>", "[![x](%1$s)](%1$s)")) {
            assertThat(html(text.formatted(address))).as(text.formatted(address))
                    .doesNotContain("<img", "<a ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "![A court](/media/ab12.png) | <p><img src=\"/media/ab12.png\" alt=\"A court\" loading=\"lazy\" /></p>",
        "![A *court*](https://else.example/a.png) | <p><a href=\"https://else.example/a.png\" class=\"image\">A court</a></p>",
        "![](https://else.example/a.png) | <p><a href=\"https://else.example/a.png\" class=\"image\">https://else.example/a.png</a></p>",
        "[![A court](https://else.example/a.png)](https://b.example/) | <p><a href=\"https://b.example/\"><span class=\"image\">A court</span></a></p>",
        "<img src=\"https://else.example/a.png\" alt=\"x\">y | <p><a href=\"https://else.example/a.png\" class=\"image\">x</a>y</p>",
        "![A court](/media/a.png?track=1) | <p><span class=\"image\">A court</span></p>",
        "[local](/cases/a?x=1#part) | <p><a href=\"/cases/a?x&#61;1#part\">local</a></p>",
        "[here](#part) | <p><a href=\"#s-part\">here</a></p>",
        "[mail](mailto:a@b.example) | <p><a href=\"mailto:a&#64;b.example\">mail</a></p>",
        "[wide](https://münchen.example/ü) | <p><a href=\"https://münchen.example/ü\">wide</a></p>"})
    void imagesComeFromTheSiteAndLinksLeadWhereTheySay(String text, String html) {
        assertThat(html(text).strip()).isEqualTo(html);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#xD800;", "&#xDFFF;", "&#1;", "&#x7f;", "&#x80;", "&#x9f;", "&#xFFFE;", "&#xFFFF;",
        "&#xFDD0;",
        "&#x1FFFE;", "&#x10FFFF;", "\u0001", "\u001f", "\ufffe", "\ud800", "\udc00", "\u007f", "\u0085", "\ufdef",
        "&#11;", "&#12;",
        "\u000b", "&#x1b;", "\udc00\ud800"})
    void aCharacterThatNoPageHasAPlaceForGoesAndItsNeighboursStay(String character) {
        String text = "a" + character + "b \ud83d\udd25 `c" + character + "d` [e](https://x.example/"
                + (character.startsWith("&") ? character : "") + ")";
        assertThat(markdown.firstWords(text))
                .isEqualTo("ab \ud83d\udd25 c" + (character.startsWith("&") ? character : "")
                        + "d e");
        String html = html(text + "\n\n<b title=\"" + character + "\">" + character + "f</b>");
        assertThat(html).contains("ab \ud83d\udd25", "f</b>");
        assertThat(html.codePoints().filter(one -> one != '\n' && (one < ' ' || (one >= 0x7f && one < 0xa0)
                || (one >= 0xd800 && one < 0xe000) || (one & 0xfffe) == 0xfffe || (one >= 0xfdd0 && one < 0xfdf0))))
                .isEmpty();
        assertThat(html.replace("&amp;", "")).doesNotContainPattern("&#(?!34;|39;|61;|64;|43;|96;)");
        assertThat(markdown.firstWords(character + "\n\nSecond.")).isEqualTo("Second.");
    }

    @Test
    void tablesKeepTheirAlignment() {
        assertThat(html("| a | b |\n|---|--:|\n| 1 | 2 |")).contains("<table>",
                "<td align=\"right\">2</td>");
    }

    @Test
    void absurdNestingIsAnsweredInsteadOfExhaustingTheStack() {
        for (String opener : new String[]{"> ", "- ", "*a ", "[", "<b>", "(", "![", "**", "`", "<div>"}) {
            assertThat(html(opener.repeat(50_000) + "x")).isNotNull();
        }
    }

    @Test
    void theFirstParagraphIsPlainText() {
        assertThat(markdown.firstWords("# Title\n\nSome *words*\nand a <b>[link](https://a.example)</b>.\n\nMore."))
                .isEqualTo("Some words and a link.");
    }

    private String html(String text) {
        return markdown.render(text).html();
    }
}
