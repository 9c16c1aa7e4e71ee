package org.imprimatur.publishing.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.release.SiteInstance;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;

/**
 * What can be found at an edition is exactly what stands on its pages, or the search says that it is being set up: over
 * any sequence of decisions, on two instances, with texts that can't be had, failures of the index, and starts with an
 * index that is there, gone, or as it was some editions ago.
 */
class SearchLawsTest {
    private enum Reached {
        FOUND, MOVED, TAKEN_DOWN, WITHDRAWN, SHARED_EDITION, FOLLOWED, TEXTS_AWAY, BROKEN, REOPENED, RESTARTED, KILLED,
        LOST_ITS_INDEX, SAME_ADDRESS
    }

    private static final Map<Reached, Integer> TALLY = new EnumMap<>(Reached.class);

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void whatCanBeFoundIsExactlyWhatIsShown(@ForAll Random random) {
        try (var client = MongoClients.create(MongoBacking.shared().uri())) {
            var database = client.getDatabase("search-laws-" + UUID.randomUUID());
            var walk = new Walk(database, random);
            try {
                for (int step = 0; step < 50; step++) {
                    walk.act();
                    walk.assertTheLaw();
                }
                walk.settle();
            } finally {
                walk.end();
                database.drop();
            }
        }
    }

    /** A law over states that were never reached says nothing. */
    @AfterContainer
    static void theInterestingStatesWereReached() {
        for (var what : Reached.values()) {
            assertThat(TALLY.getOrDefault(what, 0)).as(what.name()).isGreaterThan(3);
        }
    }

    private static void note(Reached what) {
        TALLY.merge(what, 1, Integer::sum);
    }

    private static final class Walk {
        private final MongoDatabase database;
        private final Random random;
        private final SiteInstance other;
        private final long[] sequences = new long[6];
        private Path folder = SearchedSite.folder();
        private SiteInstance site;
        private SearchedSite search;

        Walk(MongoDatabase database, Random random) {
            this.database = database;
            this.random = random;
            other = SiteInstance.closed("other", database, Clock.systemUTC());
            site = SiteInstance.closed("site", database, Clock.systemUTC());
            search = new SearchedSite(site.texts(), site.log(), folder);
            site.readBy(search);
            site.load();
            other.load();
        }

        void act() {
            search.nanos.addAndGet(TimeUnit.SECONDS.toNanos(random.nextInt(60)));
            switch (random.nextInt(20)) {
                case 0 -> {
                    search.before = () -> {
                        throw new IllegalStateException("away");
                    };
                    note(Reached.TEXTS_AWAY);
                }
                case 1 -> {
                    search.breakIndex();
                    note(Reached.BROKEN);
                }
                case 2 -> {
                    site.load();
                    note(Reached.REOPENED);
                }
                case 3 -> restart();
                case 4, 5, 6, 7 -> decide(other);
                case 8, 9 -> site.releaseDue();
                case 10, 11, 12 -> {
                    site.follow();
                    note(Reached.FOLLOWED);
                }
                case 13, 14, 15 -> {
                    search.before = () -> {};
                    search.work();
                }
                default -> decide(site);
            }
        }

        private void restart() {
            var next = folder;
            site.project();
            other.follow();
            other.project();
            switch (random.nextInt(3)) {
                case 0 -> note(Reached.RESTARTED);
                case 1 -> {
                    note(Reached.KILLED);
                    next = random.nextBoolean() && folder.resolve("0").toFile().isDirectory()
                            ? SearchedSite.copy(folder)
                            : folder;
                }
                default -> {
                    note(Reached.LOST_ITS_INDEX);
                    next = SearchedSite.folder();
                }
            }
            search.close();
            if (!next.equals(folder)) {
                SearchedSite.remove(folder);
                folder = next;
            }
            site = SiteInstance.closed("site", database, Clock.systemUTC());
            search = new SearchedSite(site.texts(), site.log(), folder);
            site.readBy(search);
            site.load();
        }

        private void decide(SiteInstance where) {
            var changes = new ArrayList<ArticleChange>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                changes.add(decision(random.nextInt(sequences.length)));
            }
            if (changes.size() > 1) {
                note(Reached.SHARED_EDITION);
            }
            where.take(changes);
        }

        private ArticleChange decision(int number) {
            String id = "id-" + number;
            long sequence = ++sequences[number];
            return switch (random.nextInt(12)) {
                case 0 -> {
                    note(Reached.TAKEN_DOWN);
                    yield Stories.takenDown(id, sequence);
                }
                case 1, 2 -> {
                    note(Reached.WITHDRAWN);
                    yield Stories.withdrawn(id, sequence);
                }
                case 3 -> Stories.revoked(id, sequence);
                default -> approval(number, id, sequence);
            };
        }

        private ArticleChange approval(int number, String id, long sequence) {
            var section = List.of(Section.CASES, Section.ALERTS).get(random.nextInt(2));
            // The desk gives no address twice; should it happen, the search says what the pages say.
            boolean shared = random.nextInt(6) == 0;
            note(shared ? Reached.SAME_ADDRESS : Reached.MOVED);
            var words = Stories.story(id, sequence, section, shared ? "shared" : "story-" + number, NOON,
                    "Words of sequence " + sequence + ".", List.of());
            return Stories.approved(random.nextInt(3) == 0
                    ? Stories.scheduled(words, NOON.plusSeconds(random.nextInt(50)), NOON)
                    : words);
        }

        void assertTheLaw() {
            var found = search.found();
            if (found != null) {
                note(Reached.FOUND);
                assertThat(found).isEqualTo(site.articles());
                assertThat(Objects.requireNonNull(search.searcher).edition()).isEqualTo(search.edition);
            }
        }

        void settle() {
            search.before = () -> {};
            site.follow();
            for (int round = 0; round < 4; round++) {
                search.nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
                search.work();
            }
            assertThat(search.found()).isNotNull().isEqualTo(site.articles());
        }

        void end() {
            search.close();
            SearchedSite.remove(folder);
        }
    }
}
