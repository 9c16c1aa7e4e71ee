package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.Stories.Words;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.Test;

class AuthorPagesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Printed printed = new Printed();

    @Test
    void eachOfSeveralAuthorsHasAPageThatTheBylineLeadsTo() {
        take(by("Geneva desk, Munich desk and 北京编辑部", "a", NOON));

        assertThat(printed.page("/cases/a").text()).contains("By <a href=\"/authors/geneva-desk/\" rel=\"author\">"
                + "<bdi>Geneva desk</bdi></a>, <a href=\"/authors/munich-desk/\" rel=\"author\">"
                + "<bdi>Munich desk</bdi></a> and "
                + "<a href=\"/authors/%E5%8C%97%E4%BA%AC%E7%BC%96%E8%BE%91%E9%83%A8/\" rel=\"author\">"
                + "<bdi>北京编辑部</bdi></a></span>")
                .contains("\"author\":[{\"@type\":\"Person\",\"name\":\"Geneva desk\",\"url\":"
                        + "\"https://gazette.example/authors/geneva-desk/\"}");
        for (String path : List.of("/authors/geneva-desk/", "/authors/munich-desk/", "/authors/北京编辑部/")) {
            assertThat(printed.page(path).text()).contains("href=\"/cases/a\"");
        }
        assertThat(printed.page("/authors/munich-desk/").text()).contains("<h1 dir=\"auto\">Munich desk</h1>")
                .contains("<title>Stories by Munich desk – The Gazette</title>")
                .contains("<link rel=\"canonical\" href=\"https://gazette.example/authors/munich-desk/\">");
    }

    @Test
    void anAuthorsStoriesAreFoundByTheMonthAndAMonthThatIsOverStays() {
        for (int month = 0; month < 3; month++) {
            take(by("Desk", "story-" + month, NOON.plus(DAY.multipliedBy(31L * month))));
        }
        assertThat(printed.page("/authors/desk/").text()).doesNotContain("class=\"older\"");
        assertThat(printed.page("/authors/desk/2026-04/").text()).contains("<h1 dir=\"auto\">Desk, April 2026</h1>")
                .contains("class=\"newer\" href=\"/authors/desk/2026-05/\"",
                        "class=\"older\" href=\"/authors/desk/2026-03/\"")
                .contains("/cases/story-1").doesNotContain("/cases/story-0", "/cases/story-2");
        var march = printed.page("/authors/desk/2026-03/");

        take(by("Desk", "next", NOON.plus(DAY.multipliedBy(70))));
        assertThat(printed.page("/authors/desk/2026-03/")).isEqualTo(march);
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void theFrontLeadsToTheMonthsOnceItShowsNotAll() {
        for (int number = 0; number < 31; number++) {
            take(by("Desk", "story-" + number, NOON.plusSeconds(number)));
            assertThat(printed.pages().get("/authors/desk/")).isEqualTo(printed.printedAnew().get("/authors/desk/"));
        }
        assertThat(printed.page("/authors/desk/").text()).contains("class=\"older\" href=\"/authors/desk/2026-03/\"")
                .doesNotContain("/cases/story-0\"");
        printed.take(List.of(Stories.withdrawn("story-9", 2)));
        assertThat(printed.page("/authors/desk/").text()).doesNotContain("class=\"older\"");
    }

    @Test
    void anEmptiedMonthGoesAndItsNeighboursAreNextToEachOther() {
        for (int month = 0; month < 3; month++) {
            take(by("Desk", "story-" + month, NOON.plus(DAY.multipliedBy(31L * month))));
        }
        printed.take(List.of(Stories.withdrawn("story-1", 2)));

        assertThat(printed.pages()).doesNotContainKey("/authors/desk/2026-04/").isEqualTo(printed.printedAnew());
        assertThat(printed.page("/authors/desk/2026-03/").text())
                .contains("class=\"newer\" href=\"/authors/desk/2026-05/\"");
    }

    @Test
    void anAuthorWithoutAStoryHasNoPage() {
        take(by("Desk", "a", NOON));
        printed.take(List.of(Stories.approved(Stories.signedBy(
                Stories.story("a", 2, Section.CASES, "a", NOON), "Other desk"))));

        assertThat(printed.pages()).containsKey("/authors/other-desk/")
                .doesNotContainKeys("/authors/desk/", "/authors/desk/2026-03/").isEqualTo(printed.printedAnew());
    }

    private void take(Words story) {
        printed.take(List.of(Stories.approved(story)));
    }

    private static Words by(String byline, String slug, Instant at) {
        return Stories.signedBy(Stories.story(slug, 1, Section.CASES, slug, at), byline);
    }
}
