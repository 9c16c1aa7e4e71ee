package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Page;
import org.junit.jupiter.api.Test;

class LongListsTest {
    private static final Pattern DATE = Pattern.compile("<time datetime=\"([^\"]+)\"");
    private static final Pattern OLDER = Pattern.compile("<a class=\"older\" href=\"([^\"]+)\"");
    private static final Pattern NEWER = Pattern.compile("<a class=\"newer\" href=\"([^\"]+)\"");

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
        release(0, 100);
        assertThat(printed.page("/sitemap.xml").text()).contains("<urlset").contains("/cases/story-0<");

        release(100, 201);
        assertThat(printed.page("/sitemap.xml").text()).contains("<sitemapindex")
                .contains("https://gazette.example/sitemap-3.xml");
        var first = printed.page("/sitemap-1.xml");
        release(201, 290);
        assertThat(printed.page("/sitemap-1.xml")).isEqualTo(first);
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void aStoryThatMovesLeavesItsPlaceEmptyAndNoOtherPageChanges() {
        release(0, 400);
        var before = new TreeMap<>(printed.pages());

        printed.take(
                List.of(Stories.approved(story("id-25", 2, Section.ALERTS, "story-25", NOON.plusSeconds(60L * 25)))));

        var changed = new TreeMap<>(printed.pages());
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed).containsOnlyKeys("/cases/story-25", "/alerts/story-25", "/cases/page/2/", "/alerts/", "/",
                "/alerts/feed.atom", "/sitemap-1.xml");
    }

    @Test
    void aPlaceThatIsTakenAndLeftInOneStepCountsAsWellAsInTwo() {
        release(0, 39);
        var two = new Printed(printed);
        var taken = Stories.approved(story("id", 1, Section.CASES, "story", NOON.plusSeconds(10_000)));
        var left = Stories.approved(story("id", 2, Section.ALERTS, "story", NOON.plusSeconds(10_000)));

        printed.take(List.of(taken, left));
        two.take(List.of(taken));
        two.take(List.of(left));

        assertThat(printed.pages()).containsKey("/cases/page/1/").isEqualTo(two.pages())
                .isEqualTo(printed.printedAnew());
    }

    @Test
    void storiesOfAnOlderDateSplitThePageOfTheirTimeAndReadersPageThroughAllInOrder() {
        release(0, 120);
        var before = archive();
        for (int number = 0; number < 100; number++) {
            printed.take(List.of(Stories.approved(story("late-" + number, 1, Section.CASES, "late-" + number,
                    NOON.plusSeconds(60 * 30 + 1 + (number * 37) % 100)))));
        }

        var untouched = new TreeMap<>(archive());
        untouched.entrySet().retainAll(before.entrySet());
        assertThat(untouched).containsOnlyKeys("/cases/page/1/", "/cases/page/4/", "/cases/page/5/");
        assertThat(archive()).containsKeys("/cases/page/2/2/", "/cases/page/2/3/");
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
        var dates = pagedThrough();
        assertThat(dates).hasSize(220).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void anArchiveThatIsImportedNewestFirstStandsInTheOrderOfItsDates() {
        for (int number = 150; number > 0; number--) {
            release(number - 1, number);
        }
        assertThat(pagedThrough()).hasSize(150).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
        release(150, 250);
        assertThat(pagedThrough()).hasSize(250).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aReleaseTouchesAHandfulOfPagesHoweverLargeTheSite() {
        release(0, 2_019);
        var step = printed.site().apply(2,
                List.of(Stories.approved(story("next", 1, Section.CASES, "next", NOON.plusSeconds(1_000_000)))));
        assertThat(printed.touchedBy(step)).hasSizeLessThan(12);
    }

    /** The dates of the stories in the order in which a reader meets them who follows the links to older ones. */
    private List<String> pagedThrough() {
        var dates = new ArrayList<String>();
        String path = "/cases/";
        while (path != null) {
            String text = printed.page(path).text();
            DATE.matcher(text).results().map(date -> date.group(1)).forEach(dates::add);
            var older = OLDER.matcher(text);
            String next = older.find() ? older.group(1) : null;
            if (next != null) {
                var newer = NEWER.matcher(printed.page(next).text());
                assertThat(newer.find()).isTrue();
                assertThat(newer.group(1)).isEqualTo(path);
            }
            path = next;
        }
        return dates;
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
