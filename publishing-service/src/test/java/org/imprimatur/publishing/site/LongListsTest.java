package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Page;
import org.junit.jupiter.api.Test;

class LongListsTest {
    private final Printed printed = new Printed();

    @Test
    void aFullArchivePageKeepsItsContentAsNewerStoriesCome() {
        release(0, 80);
        var archive = archive();
        assertThat(archive).containsOnlyKeys("/cases/page/1/", "/cases/page/2/", "/cases/page/3/");

        release(80, 99);
        assertThat(archive()).isEqualTo(archive);

        release(99, 100);
        var later = archive();
        assertThat(later).hasSize(4).containsEntry("/cases/page/1/", archive.get("/cases/page/1/"))
                .containsEntry("/cases/page/2/", archive.get("/cases/page/2/"));
        assertThat(printed.page("/cases/page/3/").text()).contains("href=\"/cases/page/4/\"");
    }

    @Test
    void everyStoryStandsOnExactlyOneOfFrontAndArchive() {
        release(0, 107);
        var lists = new ArrayList<>(archive().values());
        lists.add(printed.page("/cases/"));
        for (int number = 0; number < 107; number++) {
            String link = "href=\"/cases/story-" + number + "\"";
            assertThat(lists).filteredOn(page -> page.text().contains(link)).hasSize(1);
        }
    }

    @Test
    void aWithdrawalChangesOneArchivePageOnly() {
        release(0, 100);
        var before = archive();

        printed.take(List.of(Stories.withdrawn("id-25", 9)));

        var changed = new TreeMap<>(archive());
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed).containsOnlyKeys("/cases/page/2/");
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void anOldStoryThatComesLateFindsItsPlaceInEveryList() {
        release(0, 90);
        printed.take(List.of(Stories.approved(story("late", 1, Section.CASES, "late", NOON.plusSeconds(60 * 30 + 1)))));

        assertThat(printed.page("/cases/page/2/").text()).contains("/cases/late");
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void aLargeSitesMapComesInPartsThatStay() {
        release(0, 1_000);
        assertThat(printed.page("/sitemap.xml").text()).contains("<urlset").contains("/cases/story-0<");

        release(1_000, 2_001);
        assertThat(printed.page("/sitemap.xml").text()).contains("<sitemapindex")
                .contains("https://gazette.example/sitemap-3.xml");
        var first = printed.page("/sitemap-1.xml");
        release(2_001, 2_100);
        assertThat(printed.page("/sitemap-1.xml")).isEqualTo(first);
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void aReleaseTouchesAHandfulOfPagesHoweverLargeTheSite() {
        release(0, 2_019);
        var step = printed.site()
                .apply(List.of(Stories.approved(story("next", 1, Section.CASES, "next", NOON.plusSeconds(1_000_000)))));
        assertThat(printed.touchedBy(step)).hasSizeLessThan(12);
    }

    private void release(int from, int to) {
        var changes = new ArrayList<ArticleChange>();
        for (int number = from; number < to; number++) {
            changes.add(Stories.approved(story("id-" + number, 1, Section.CASES, "story-" + number,
                    NOON.plusSeconds(60L * number))));
        }
        printed.take(changes);
    }

    private Map<String, Page> archive() {
        var archive = new TreeMap<>(printed.pages());
        archive.keySet().removeIf(path -> !path.startsWith("/cases/page/"));
        return archive;
    }
}
