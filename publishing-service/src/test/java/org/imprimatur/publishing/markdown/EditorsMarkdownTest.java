package org.imprimatur.publishing.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors write beyond plain Markdown, and what they bring along from elsewhere. */
class EditorsMarkdownTest {
    private final Markdown markdown = new Markdown();

    @Test
    void footnotesAreNumberedAsReadersMeetThemAndLeadThereAndBack() {
        String html = html("First[^b] and second[^a], first again[^b].\n\n[^a]: Of *a*[^c].\n[^b]: Of b.\n[^c]: Of c.");

        assertThat(html).contains(
                "First<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> and second",
                "<a href=\"#fn-2\" id=\"fnref-2\">2</a>", "<a href=\"#fn-1\" id=\"fnref-1-2\">1</a>",
                "<section class=\"footnotes\" aria-label=\"Footnotes\">", "<li id=\"fn-1\">",
                "<p>Of b. <a href=\"#fnref-1\" class=\"footnote-backref\" aria-label=\"Back to reference 1\" lang=\"en\">",
                "<li id=\"fn-3\">");
        assertThat(losses("First[^b] and second[^a], first again[^b].\n\n[^a]: Of a[^c].\n[^b]: Of b.\n[^c]: Of c."))
                .isEmpty();
        assertThat(html("No note [^x] here.")).contains("No note [^x] here.");
    }

    @Test
    void footnotesThatNobodyWouldComeToAreTold() {
        String source = "Words[^1].\n\n[^1]: One.\n\n[^1]: Another.\n\n[^2]: Two, with\n    more.";
        assertThat(html(source)).doesNotContain("Another", "Two");
        assertThat(losses(source)).extracting(Loss::what, Loss::line, Loss::lost).containsExactly(
                org.assertj.core.groups.Tuple.tuple("footnote", 5, "Another."),
                org.assertj.core.groups.Tuple.tuple("footnote", 7, "Two, with more."));
    }

    @Test
    void headingsHaveIdsOfTheirWordsThatNoOthersHave() {
        String html = html("# Background & *facts*\n\n## Background, facts!\n\n### 知识产权\n\n## 🔥\n\n"
                + "<h2 id=\"content\">Raw</h2>\n\n## Content\n\n[a](#background--facts) [b](#content) [c](#知识产权)");
        assertThat(html).contains("<h2 id=\"s-background--facts\">Background &amp; <em>facts</em><a class=\"anchor\"",
                "<h3 id=\"s-background-facts\">", "<h4 id=\"s-知识产权\">", "<h3 id=\"s-section\">",
                "<h3 id=\"s-content\">Raw", "<h3 id=\"s-content-1\">Content", "<a href=\"#s-background--facts\">a</a>",
                "<a href=\"#s-content\">b</a>", "href=\"#s-知识产权\">c</a>");
        assertThat(losses("# A\n\n[x](#b)\n[y](#a)")).extracting(Loss::what, Loss::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("anchor", 3));
    }

    @Test
    void noLevelIsSkippedBelowTheHeadlineWhereverItsWriterBegan() {
        assertThat(html("### A\n\n#### B <h3\n\n<h5>C</h5>")).contains("<h2 id=\"s-a\">", "</h2>", "<h3 id=\"s-b-h3\">",
                "B &lt;h3", "<h4 id=\"s-c\">").doesNotContain("<h5", "<h6");
        assertThat(html("## A\n\n# B")).contains("<h3 id=\"s-a\">", "<h2 id=\"s-b\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p id=\"content\">x</p>", "<a name=\"cookie\">x</a>", "<p id=\"s-x\">x</p>",
        "<li id=\"fn-1\">x</li>", "<div id=\"&#xFDED;fn-1\">x</div>", "# content", "<form id=document>x</form>",
        "<img id=\"cookie\" src=\"/media/a.png\">", "<p id=\"a b\">x</p>", "<p id=\"__proto__\">x</p>"})
    void noIdIsOneThatThePageOrAScriptGoesBy(String source) {
        String html = html(source + "\n\ntext[^1]\n\n[^1]: note");
        var ids = java.util.regex.Pattern.compile(" (?:id|name)=\"([^\"]*)\"").matcher(html).results()
                .map(id -> id.group(1)).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("(s-|fn-|fnref-).+"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "~~gone~~ ~5 to ~10 | <p><del>gone</del> ~5 to ~10</p>",
        "- [ ] open | <ul><li class=\"task\">☐ open</li></ul>",
        "- [x] done | <ul><li class=\"task\">☑ done</li></ul>",
        "<details open><summary>More</summary>words</details> | <details open=\"open\"><summary>More</summary>words</details>",
        "![A court](/media/a.png \"The court in May\") | <figure><img src=\"/media/a.png\" alt=\"A court\" loading=\"lazy\" /><figcaption>The court in May</figcaption></figure>",
        "<figure><img src=\"/media/a.png\" width=\"640\"><figcaption>C</figcaption></figure> | <figure><img src=\"/media/a.png\" width=\"640\" loading=\"lazy\" /><figcaption>C</figcaption></figure>",
        "<table><tr><td colspan=\"2\" rowspan=3>x</td></tr></table> | <table><tbody><tr><td colspan=\"2\" rowspan=\"3\">x</td></tr></tbody></table>",
        "<h1>Raw</h1> | <h2 id=\"s-raw\">Raw<a class=\"anchor\" href=\"#s-raw\" aria-label=\"Link to this section\" lang=\"en\"></a></h2>",
        "<section><ruby>漢<rt>かん</rt></ruby></section> | <div><ruby>漢<rt>かん</rt></ruby></div>",
        "<span lang=\"ar\" dir=\"rtl\">x</span> | <p><span lang=\"ar\" dir=\"rtl\">x</span></p>"})
    void whatEditorsWriteComesOut(String source, String html) {
        assertThat(html(source).strip().replaceAll("\\s+", " ")).isEqualTo(html);
    }

    @Test
    void codeKeepsItsLanguageAndNoOtherClass() {
        assertThat(html("```c++ x\na < b\n```")).contains("<code class=\"language-c&#43;&#43;\">a &lt; b");
        assertThat(html("<code class=\"skip\">x</code>")).contains("<code>x</code>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "**真。**她 | <p><strong>真。</strong>她</p>",
        "他说**“真的”**吗 | <p>他说<strong>“真的”</strong>吗</p>",
        "**「はい」**と言う | <p><strong>「はい」</strong>と言う</p>",
        "这是**[链接](https://a.example/)**吗 | <p>这是<strong><a href=\"https://a.example/\">链接</a></strong>吗</p>",
        "是**`code`**的 | <p>是<strong><code>code</code></strong>的</p>",
        "**한국(韓國)**은 | <p><strong>한국(韓國)</strong>은</p>",
        "删~~“旧”~~除 | <p>删<del>“旧”</del>除</p>",
        "**a.**b | <p>**a.**b</p>",
        "*真\\*。*她 | <p><em>真*。</em>她</p>"})
    void emphasisBeginsAndEndsBesideCharactersThatHaveNoSpaces(String source, String html) {
        assertThat(html(source).strip()).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "见https://a.example/b。后 | <p>见<a href=\"https://a.example/b\">https://a.example/b</a>。后</p>",
        "（https://a.example/b）、www.c.example， | <p>（<a href=\"https://a.example/b\">https://a.example/b</a>）、<a href=\"https://www.c.example\">www.c.example</a>，</p>",
        "“https://a.example/中文” | <p>“<a href=\"https://a.example/中文\">https://a.example/中文</a>”</p>",
        "mail a@b.example。 | <p>mail <a href=\"mailto:a&#64;b.example\">a@b.example</a>。</p>"})
    void bareLinksEndBeforePunctuationOfTheirScript(String source, String html) {
        assertThat(html(source).strip()).isEqualTo(html);
    }

    @Test
    void aLinesEndWithinChineseIsNoSpace() {
        assertThat(html("知识\n产权。\n**真**\nand more")).contains("<p>知识产权。\n<strong>");
        assertThat(html("한국\n말")).contains("한국\n말");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "![](x.png) | image | 1", "text\\n\\n![Alt](https://e.example/x.png) | image | 3",
        "a\\n\\n<p>b\\n<img src=\"data:x\" alt=\"c\"></p> | image | 4", "[a](javascript:b) | link | 1",
        "a\\n[b]() | link | 2",
        "<p>\\n<font color=red>a</font></p> | element | 2", "<p style=\"color:red\">a</p> | attribute | 1",
        "a\\n\\n<script>b</script> | script | 3", "<iframe src=\"https://e.example\">c</iframe> | element | 1",
        "<title>c</title> | text | 1", "<table><tr><td colspan=99>x</td></tr></table> | table | 1",
        "'|a|b|\\n|-|-|\\n|1|2|3|' | table | 3", "'|a|b|\\n|-|-|\\n|1||' | table | 3",
        "<!-- open\\n\\nwords | comment | 1",
        "<![CDATA[words]]> | text | 1", "a\\n\\n<div class=\"b\\n\\nwords | tag | 3",
        "a\\n\\n[注]: 这是注释 | definition | 3", "<p onclick=\"x()\">a</p> | attribute | 1"})
    void whatIsNotShownIsToldWithItsLine(String source, String what, int line) {
        assertThat(losses(source.replace("\\n", "\n"))).anySatisfy(loss -> {
            assertThat(loss.what()).isEqualTo(what);
            assertThat(loss.line()).isEqualTo(line);
            assertThat(loss.words()).endsWith(loss.words().contains(": ") ? "" : ".");
        });
    }

    @Test
    void theSameLossIsCountedInsteadOfToldAgain() {
        assertThat(losses("<font>a</font>\n\n<font>b</font> <font>c</font>")).singleElement()
                .satisfies(loss -> assertThat(loss.times()).isEqualTo(3));
        assertThat(losses("Plain *words*, a [link](https://a.example/), ![an image](/media/a.png)\n\n| a |\n|--|\n| 1 |"
                + "\n\n<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->\n\n[//]: # (a comment)")).isEmpty();
    }

    @Test
    void wordsBehindWhatNeverEndsAreShownOrTold() {
        assertThat(html("<div class=\"b\n\nwords")).contains("<p>words</p>");
        assertThat(html("<div>a <!-- open\n\nwords")).contains("<p>words</p>");
        assertThat(losses("<iframe>\n\nwords")).anySatisfy(loss -> assertThat(loss.lost()).contains("words"));
        assertThat(markdown.render("<a ".repeat(100_000)).html()).contains("&lt;a");
        assertThat(markdown.render("<div>" + "<a b=\"".repeat(60_000)).html()).isNotEmpty();
        for (String piece : List.of("# a\n", "<b>", "</i>", "<b></i>", "<!", "<?", "<!--", "[a]: /b\n\n", "![a](b)",
                "<img src=b>", "[^a]", "[^a]: b\n\n", "**。", "https://a.example。", "|a", "<p id=a>", "[a](#b)",
                "&#1;")) {
            String much = piece.repeat(200_000 / piece.length());
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> html(much), piece)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "# Title\\n\\n![An image](/media/a.png)\\n\\nWords. | Words.",
        "![Alt](https://e.example/a.png)\\n\\nWords. | Words.",
        "<p>First<br>line</p>\\n<p>Second</p> | First line",
        "<p>First<br/>line</p> | First line",
        "<div><img src=\"a.png\" alt=\"Alt\"><p>&nbsp;</p><p>Caf&eacute; &amp; more</p></div> | Café & more",
        "<!-- wp:image --><figure class=\"wp-block-image\"><img src=\"https://e.example/a.jpg\" alt=\"Alt\"/><figcaption>Cap</figcaption></figure><!-- /wp:image -->\\n\\n<!-- wp:paragraph -->\\n<p>Body <strong>words</strong>.</p>\\n<!-- /wp:paragraph --> | Body words.",
        "<!--kg-card-begin: html--><script>x</script><!--kg-card-end: html--><p>Ghost words</p> | Ghost words",
        "[caption id=\"a\" width=\"3\"]<img src=\"https://e.example/a.jpg\"> Cap[/caption]\\n\\nWords[^1].\\n\\n[^1]: Note | Words.",
        "Plain<br>text | Plain text", "- only\\n- a list | only", "> a quote | a quote",
        "# Heading only | Heading only",
        "* * *\\n\\n…\\n\\nWords | Words", "<ruby>漢<rt>かん</rt></ruby>字です | 漢字です",
        "Words in a<br>\\nline | Words in a line", "🔥 | 🔥", "第一段。\\n第二行 | 第一段。第二行",
        "<html><body><h1>T</h1>Text without a paragraph<p>Then one</p></body></html> | Text without a paragraph"})
    void theExcerptIsTheFirstReadableText(String source, String words) {
        assertThat(markdown.firstWords(source.replace("\\n", "\n"))).isEqualTo(words);
    }

    private String html(String source) {
        return markdown.render(source).html();
    }

    private List<Loss> losses(String source) {
        return markdown.render(source).losses();
    }
}
