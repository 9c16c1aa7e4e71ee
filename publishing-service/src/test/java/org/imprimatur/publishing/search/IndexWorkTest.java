package org.imprimatur.publishing.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.release.SiteInstance;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance finds everything soon after its start, whatever it finds of an index. */
class IndexWorkTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("search-" + UUID.randomUUID());
    private final Path folder = SearchedSite.folder();
    private final SiteInstance first = SiteInstance.closed("first", database, Clock.systemUTC());
    private SearchedSite search = on(first, folder);

    @AfterEach
    void remove() {
        search.close();
        database.drop();
        client.close();
        SearchedSite.remove(folder);
    }

    @Test
    void aSiteIsIndexedInTheBackgroundAndNothingIsFoundBefore() {
        first.load();
        first.take(List.of(Stories.approved("a", 1, Section.CASES, "a"), Stories.approved("b", 1, Section.CASES, "b")));
        assertThat(search.found()).isNull();
        search.work();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b");
        assertThat(search.status()).isEqualTo(new SearchStatus(true, search.edition, 2, 0, 1, 0, null));
        first.take(List.of(Stories.approved("c", 1, Section.CASES, "c")));
        assertThat(search.found()).as("at once").containsExactly("/cases/a", "/cases/b", "/cases/c");
    }

    @Test
    void aStartGoesOnFromTheIndexThatIsThere() {
        filled();
        search = restarted();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b");
        assertThat(search.status().rebuilds()).isZero();
    }

    @Test
    void aStartAfterAKillFollowsTheEditionsThatTheIndexHasNotSeen() {
        filled();
        search.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        search.work();
        first.take(List.of(Stories.approved("a", 2, Section.ALERTS, "a"), Stories.takenDown("b", 2),
                Stories.approved("c", 1, Section.CASES, "c")));
        assertThat(search.found()).containsExactly("/alerts/a", "/cases/c");
        var copy = SearchedSite.copy(folder);
        search.close();
        search = started(copy);
        search.work();
        assertThat(search.found()).containsExactly("/alerts/a", "/cases/c");
        assertThat(search.status().rebuilds()).isZero();
        search.close();
        SearchedSite.remove(copy);
    }

    @Test
    void aStartWithoutItsIndexMakesItAnew() {
        filled();
        search.close();
        SearchedSite.remove(folder);
        search = started(folder);
        search.work();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b");
        assertThat(search.status().rebuilds()).isEqualTo(1);
    }

    @Test
    void anIndexOfAnotherSiteIsMadeAnew() {
        filled();
        search.close();
        var other = client.getDatabase("search-" + UUID.randomUUID());
        try {
            var site = SiteInstance.closed("other", other, Clock.systemUTC());
            search = on(site, folder);
            site.load();
            site.take(List.of(Stories.approved("z", 1, Section.CASES, "z")));
            search.work();
            assertThat(search.found()).containsExactly("/cases/z");
            assertThat(search.status().rebuilds()).isEqualTo(1);
        } finally {
            other.drop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "segments_.*", ".*\\.(cfs|fdt|tim|doc)"})
    void aHalfWrittenFileIsNoReasonNotToStart(String which) throws Exception {
        filled();
        search.close();
        try (var files = Files.list(folder.resolve("0"))) {
            for (var file : files.filter(one -> one.getFileName().toString().matches(which)).toList()) {
                try (var content = new RandomAccessFile(file.toFile(), "rw")) {
                    content.setLength(content.length() / 2);
                }
            }
        }
        search = started(folder);
        for (int round = 0; round < 3; round++) {
            search.work();
            search.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        }
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b");
        assertThat(search.status().rebuilds()).isEqualTo(1);
        assertThat(search.status().fault()).isNull();
    }

    @Test
    void twoInstancesOnOneMachineHaveAnIndexEach() {
        filled();
        var second = SiteInstance.closed("second", database, Clock.systemUTC());
        try (var other = on(second, folder)) {
            second.load();
            other.work();
            assertThat(other.found()).containsExactly("/cases/a", "/cases/b");
            second.take(List.of(Stories.approved("c", 1, Section.CASES, "c")));
            assertThat(other.found()).contains("/cases/c");
            assertThat(search.found()).doesNotContain("/cases/c");
            first.follow();
            assertThat(search.found()).contains("/cases/c");
        }
    }

    @Test
    void aFailureOfTheIndexKeepsNoEditionBackAndIsMadeUpFor() {
        filled();
        search.breakIndex();
        first.take(List.of(Stories.approved("c", 1, Section.CASES, "c")));
        assertThat(first.articles()).contains("/cases/c");
        assertThat(search.found()).isNull();
        assertThat(search.status().fault()).isNotNull();
        search.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        search.work();
        search.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        search.work();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b", "/cases/c");
        assertThat(search.status().fault()).isNull();
        assertThat(search.status().faults()).isEqualTo(1);
    }

    @Test
    void textsThatCannotBeHadNowAreMadeUpForWithoutANewIndex() {
        filled();
        first.take(List.of(Stories.approved("a", 2, Section.CASES, "a")));
        search.before = () -> {
            throw new IllegalStateException("away");
        };
        // The story under its older text, which is not at hand, comes back to its address.
        first.take(List.of(Stories.approved(Stories.scheduled(Stories.story("d", 1, Section.CASES, "d", Stories.NOON),
                Stories.NOON.plusSeconds(1), Stories.NOON))));
        first.releaseDue();
        assertThat(first.articles()).contains("/cases/d");
        assertThat(search.found()).isNull();
        search.before = () -> {};
        search.work();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b", "/cases/d");
        assertThat(search.status().rebuilds()).isEqualTo(1);
    }

    @Test
    void aSiteThatIsOpenedAnewIsIndexedAnew() {
        filled();
        first.load();
        assertThat(search.found()).isNull();
        search.work();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b");
        assertThat(search.status().rebuilds()).isEqualTo(2);
    }

    private void filled() {
        first.load();
        first.take(List.of(Stories.approved("a", 1, Section.CASES, "a"), Stories.approved("b", 1, Section.CASES, "b")));
        search.work();
        assertThat(search.found()).containsExactly("/cases/a", "/cases/b");
    }

    private static SearchedSite on(SiteInstance site, Path folder) {
        var search = new SearchedSite(site.texts(), site.log(), folder);
        site.readBy(search);
        return search;
    }

    private SearchedSite restarted() {
        search.close();
        var next = started(folder);
        next.work();
        return next;
    }

    private SearchedSite started(Path place) {
        first.project();
        var site = SiteInstance.closed("next", database, Clock.systemUTC());
        var next = on(site, place);
        site.load();
        return next;
    }
}
