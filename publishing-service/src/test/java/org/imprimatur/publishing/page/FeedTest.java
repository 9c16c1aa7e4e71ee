package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FeedTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Printed printed = new Printed();

    @Test
    void theFeedHasAllThatTheFormatWants() throws Exception {
        printed.take(IntStream.range(0, 30).<ArticleChange>mapToObj(number -> Stories.approved(Stories.sourced(
                Stories.story("id-" + number, 1, Section.CASES, "case-" + number, NOON.plusSeconds(number)),
                "A & B <v> \"C\" \u0001\ufffe ’", "First, \u000b second < third.", "S", null))).toList());

        for (var path : List.of("/feed.atom", "/cases/feed.atom")) {
            var feed = parse(printed.page(path).text());
            assertThat(text(feed, "id")).isEqualTo("tag:gazette.example,2026:" + path);
            assertThat(Instant.parse(text(feed, "updated"))).isEqualTo(NOON.plusSeconds(29));
            var entries = feed.getElementsByTagNameNS(ATOM, "entry");
            assertThat(entries.getLength()).isEqualTo(20);
            var entry = (Element) entries.item(0);
            assertThat(text(entry, "id")).startsWith("urn:uuid:");
            assertThat(text(entry, "title")).isEqualTo("A & B <v> \"C\"  ’");
            assertThat(text(entry, "content")).startsWith("<p>First,  second &lt; third.</p>");
            var link = (Element) entry.getElementsByTagNameNS(ATOM, "link").item(0);
            assertThat(link.getAttribute("href")).isEqualTo("https://gazette.example/cases/case-29");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u000b", "\u000c", "\u001f", "\u007f", "\u0085", "\ufffe", "\uffff",
        "\ufdd0", "\udbff\udfff"})
    void aStoryWithACharacterThatNoPageHasAPlaceForComesOutWithoutItEverywhere(String character) throws Exception {
        String reference = "&#x" + Integer.toHexString(character.charAt(0)) + ";&#xdfff;&#xd800;";
        var story = Stories.story("id", 1, Section.CASES, "odd", NOON,
                "Be" + character + "gin" + reference + "ning.\n\nMore "
                        + reference + character,
                List.of("ta" + character + "g"));
        printed.take(List.of(Stories.approved(Stories.sourced(story, "Head" + character + "line", null,
                "Sou" + character + "rce", "https://s.example/" + character))));

        for (var path : List.of("/cases/odd", "/", "/cases/", "/feed.atom", "/cases/feed.atom", "/sitemap.xml")) {
            assertThat(printed.page(path).text()).as(path).doesNotContain(character)
                    .satisfies(text -> assertThat(
                            new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                            .isEqualTo(text));
        }
        assertThat(printed.page("/cases/odd").text()).contains("<h1>Headline</h1>");
        var entry = (Element) parse(printed.page("/feed.atom").text()).getElementsByTagNameNS(ATOM, "entry").item(0);
        assertThat(text(entry, "title")).isEqualTo("Headline");
        // A reference to the character zero is one to the replacement character (CommonMark, section 2.5).
        assertThat(text(entry, "content").replace("\ufffd", "")).startsWith("<p>Beginning.</p>");
    }

    @Test
    void anEmptyFeedAndAnEmptySitemapAreWellFormed() throws Exception {
        assertThat(text(parse(printed.page("/feed.atom").text()), "updated")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(parse(printed.page("/sitemap.xml").text()).getLocalName()).isEqualTo("urlset");
    }

    private static Element parse(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
    }
}
