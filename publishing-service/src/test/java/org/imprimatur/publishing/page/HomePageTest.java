package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import java.util.List;
import java.util.regex.Pattern;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.Test;

class HomePageTest {
    private static final Pattern HEADLINE = Pattern.compile("<h[23] lang=\"en\" dir=\"ltr\"><a href=\"([^\"]+)\"");

    private static final List<Section> SECTIONS = List.of(Section.values());

    private final Printed printed = new Printed();

    @Test
    void theNewestStoryLeadsSixStandAroundItAndEachSectionHasWhatIsNotAbove() {
        for (int number = 0; number < 40; number++) {
            release("story-" + number, SECTIONS.get(number % 5), number);
        }

        assertThat(headlines()).startsWith("/links/story-39", "/cases/story-38", "/articles/story-37",
                "/alerts/story-36", "/ip-news/story-35", "/links/story-34", "/cases/story-33", "/ip-news/story-30",
                "/ip-news/story-25", "/ip-news/story-20", "/ip-news/story-15", "/alerts/story-31").hasSize(27)
                .doesNotHaveDuplicates();
        assertThat(printed.page("/").text()).contains("<h1 class=\"name\">",
                "<h2 class=\"block-head\" id=\"ip-news\"><a href=\"/ip-news/\">IP News</a></h2>");
    }

    @Test
    void aSectionWithNothingLeftHasNoBlock() {
        release("one", Section.CASES, 1);
        assertThat(printed.page("/").text()).contains("/cases/one").doesNotContain("class=\"block\"");
    }

    @Test
    void aStoryThatIsNotOnTheFrontPageLeavesItAsItIs() {
        for (int number = 0; number < 60; number++) {
            release("story-" + number, Section.CASES, number);
        }
        var before = printed.page("/");
        printed.take(List.of(Stories.withdrawn("story-3", 2)));
        assertThat(printed.page("/")).isEqualTo(before);
        printed.take(List.of(Stories.withdrawn("story-59", 2)));
        assertThat(headlines()).startsWith("/cases/story-58").hasSize(11);
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void aRecommendationLeadsToWhatItRecommendsAndANoteToTheNewsroomsWords() {
        for (var section : List.of(Section.LINKS, Section.CASES)) {
            printed.take(List.of(Stories.approved(Stories.sourced(
                    Stories.story("s-" + section, 1, section, "found", NOON), "Found", null, "An archive",
                    "https://archive.example/a?b=1&c=2"))));
        }
        for (String path : List.of("/", "/links/")) {
            assertThat(printed.page(path).text()).contains(
                    "<a href=\"https://archive.example/a?b=1&amp;c=2\" rel=\"external\">Found</a>",
                    "<a class=\"note\" href=\"/links/found\" aria-label=\"Our note on: Found\">Our note</a>");
        }
        assertThat(printed.page("/cases/").text()).contains("<a href=\"/cases/found\">Found</a>");
    }

    @Test
    void aSourceWhoseAddressNoLinkMayLeadToLeavesTheHeadlineToTheStory() {
        printed.take(List.of(Stories.approved(Stories.sourced(
                Stories.story("a", 1, Section.LINKS, "found", NOON), "Found", null, "An archive", "javascript:x"))));
        assertThat(printed.page("/links/").text()).contains("<a href=\"/links/found\">Found</a>")
                .doesNotContain("javascript:");
    }

    private List<String> headlines() {
        return HEADLINE.matcher(printed.page("/").text()).results().map(found -> found.group(1)).toList();
    }

    private void release(String slug, Section section, int minutes) {
        printed.take(List.of(Stories.approved(Stories.story(slug, 1, section, slug, NOON.plusSeconds(60L * minutes)))));
    }
}
