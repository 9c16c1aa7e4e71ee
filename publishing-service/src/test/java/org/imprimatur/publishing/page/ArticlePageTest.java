package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.imprimatur.publishing.Stories.NOON;

import java.util.List;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.Stories.Words;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticlePageTest {
    private static final String BODY = """
            The "Yearly Report (2020)" shows that, in China’s online trade, protection has grown.

            Sales reached 9,127.5 billion yuan, a year-on-year increase of 10.9%.

            Platforms have refined their work.

            JD’s "REDNET.cn" covers 2,100 brands; the "Lingshi System" compares videos.

            The report calls for co-operation.
            """;

    private final SitePages pages = new SitePages(Printed.MASTHEAD);

    @Test
    void quotesPercentSignsParagraphsAndSourceComeOutFaultless() {
        String page = page(story("China’s “Red Net”: 100% & more", BODY, null));

        assertThat(page).contains("<h1>China’s “Red Net”: 100% &amp; more</h1>")
                .contains(
                        "<p>The \"Yearly Report (2020)\" shows that, in China’s online trade, protection has grown.</p>")
                .contains("9,127.5 billion yuan, a year-on-year increase of 10.9%.</p>")
                .contains("<p>JD’s \"REDNET.cn\" covers 2,100 brands; the \"Lingshi System\" compares videos.</p>")
                .contains("<p class=\"source\">Source: <bdi>chinaipmagazine.com</bdi></p>")
                .contains("<time datetime=\"2026-03-14T12:00:00Z\">14 March 2026</time>")
                .contains("<link rel=\"canonical\" href=\"https://gazette.example/articles/red-net\">")
                .contains("<a href=\"/articles/\">Back to Articles</a>")
                .contains("<a href=\"/consent/choices\">Cookie settings</a>")
                .contains("<script src=\"/consent/banner.js\" defer></script>")
                .doesNotContain("class=\"byline\"", "class=\"standfirst\"", "style=", "�");
        String body = page.substring(page.indexOf("<div class=\"body\">"), page.indexOf("</div>"));
        assertThat(body.split("<p>", -1)).hasSize(6);
    }

    @Test
    void aSourceWithAnAddressIsALinkAndAnEmptyBylineIsNoLine() {
        assertThat(page(story("H", BODY, "https://source.example/a?b=1&c=2")))
                .contains("Source: <a href=\"https://source.example/a?b=1&amp;c=2\" rel=\"external\">");
        for (String address : List.of("https://[2001:db8::1]/", "http://[2001:db8::1]:8080/a",
                "https://bücher.example/ö")) {
            assertThat(page(story("H", BODY, address))).contains("<a href=\"" + address + "\" rel=\"external\">");
        }
    }

    @Test
    void noHeadlineBreaksOutOfTheStructuredFactsOrTheMarkup() {
        String hostile = "</script><script>alert('x')</script><!-- \"quoted\" \u2028";
        String page = page(story(hostile, BODY, null));

        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page).doesNotContain("<!--");
        String json = page.substring(page.indexOf("ld+json\">") + 9, page.lastIndexOf("</script>"));
        assertThat(JsonReader.readObject(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .containsEntry("headline", hostile).containsEntry("@type", "NewsArticle");
    }

    @Test
    void aCorrectionIsShownWithItsDateAndTheFirstDateStays() {
        var first = story("H", BODY, null);
        var facts = first.story();
        var corrected = new Words(new Story(facts.articleId(), 9, 2, facts.revisionHash(), facts.section(),
                facts.slug(),
                facts.headline(), "In short.", "In short.", "A. Writer", facts.source(), facts.tags(), "de",
                "edith", NOON.plusSeconds(200_000), null, NOON,
                List.of(new Story.Correction("An earlier version named the wrong court.", NOON.plusSeconds(200_000))),
                Stories.HASH), first.body());

        assertThat(page(corrected)).contains("</time>:</strong> An earlier version named the wrong court.")
                .contains("14 March 2026").contains("16 March 2026")
                .contains("By <a href=\"/authors/a-writer/\" rel=\"author\"><bdi>A. Writer</bdi></a></span>")
                .contains("<p class=\"standfirst\">In short.</p>")
                .contains("<article class=\"story\" lang=\"de\" dir=\"ltr\">");
    }

    @Test
    void halfACharacterInAStoryIsRefusedAndAReferenceToOneIsLeftOut() {
        assertThat(page(story("H", "&#xD800;First&#1; words&#xDFFF;.", null)))
                .contains("<p>First words.</p>", "\"description\":\"First words.\"");
        for (String half : List.of("\ud83d", "\udd25", "\udd25\ud83d")) {
            assertThatIllegalArgumentException().isThrownBy(() -> page(story("H", "Words " + half, null)));
            assertThatIllegalArgumentException().isThrownBy(() -> page(story("H " + half, "Words", null)));
        }
    }

    @Test
    void aSourceIsALinkOnlyWhereALinkMayLead() {
        for (String address : List.of("javascript:alert(1)", "//evil.example", "/\\evil.example", "ftp://a.example/")) {
            assertThat(page(story("H", BODY, address))).contains("Source: <bdi>chinaipmagazine.com</bdi>")
                    .doesNotContain("rel=\"external\"");
        }
        assertThat(page(story("H", BODY, "https://bücher.example/ä"))).contains("<a href=\"https://bücher.example/ä\"");
    }

    @ParameterizedTest
    @CsvSource({"en,ltr", "ar,rtl", "ar-Latn,ltr", "he,rtl", "fa,rtl", "ur-PK,rtl", "ps,rtl", "sd,rtl", "ug,rtl",
        "yi,rtl", "dv,rtl", "ckb,rtl", "az,ltr", "az-Arab,rtl", "pa-PK,rtl", "pa,ltr", "ks,rtl", "syr,rtl", "nqo,rtl",
        "ff-Adlm,rtl", "rhg,rtl", "zh-Hant,ltr", "ja,ltr", "ku,ltr", "x-private,ltr", "tlh,ltr"})
    void aTextRunsAsTheScriptOfItsLanguageDoes(String language, String direction) {
        assertThat(Direction.of(language)).isEqualTo(direction);
    }

    @Test
    void aHeadlineFromRightToLeftTurnsNothingRoundThatStandsBesideIt() {
        var printed = new Printed();
        var words = Stories.spoken(story("براءة اختراع (2020)", "نص", null), "ar");
        printed.take(List.of(Stories.approved(words)));

        assertThat(printed.page("/articles/red-net").text())
                .contains("<title>\u2068براءة اختراع (2020)\u2069 – The Gazette</title>",
                        "<article class=\"story\" lang=\"ar\" dir=\"rtl\">");
        assertThat(printed.page("/").text()).contains("<h2 lang=\"ar\" dir=\"rtl\">",
                "<p class=\"excerpt\" lang=\"ar\" dir=\"rtl\">نص</p>");
        assertThat(page(story("Plain", "x", null))).contains("<title>Plain – The Gazette</title>");
    }

    private String page(Words words) {
        return pages.story(words.story(), words.body()).text();
    }

    private static Words story(String headline, String body, @org.jspecify.annotations.Nullable String url) {
        return Stories.sourced(Stories.story("0193c5a0-7a1b-7c3d-8e4f-0123456789ab", 3, Section.ARTICLES, "red-net",
                NOON, body, List.of("e-commerce")), headline, null, "chinaipmagazine.com", url);
    }
}
