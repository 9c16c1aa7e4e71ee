package org.imprimatur.publishing.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.scheduled;
import static org.imprimatur.publishing.Stories.story;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.starter.clock.DatabaseClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An embargo holds although this machine's clock is wrong. */
class WrongClockTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final String database = "clocks-" + UUID.randomUUID();
    private final SettableClock own = new SettableClock(NOON);
    private final SettableClock other = new SettableClock(NOON);
    private SiteInstance room;

    @BeforeEach
    void schedule() {
        room = SiteInstance.open("one", client, database, own);
        room.witness = other;
        room.take(List.of(Stories
                .approved(scheduled(story("a", 1, Section.CASES, "a", NOON), NOON.plusSeconds(60),
                        NOON.plusSeconds(60)))));
    }

    @AfterEach
    void drop() {
        client.getDatabase(database).drop();
        client.close();
    }

    @Test
    void aClockThatIsAheadLetsNothingOutEarly() {
        own.set(NOON.plusSeconds(240));
        other.set(NOON.plusSeconds(59));
        assertThat(room.releases.releaseDue()).isFalse();
        assertThat(room.status("/cases/a")).isEqualTo(404);
        other.set(NOON.plusSeconds(60));
        assertThat(room.releases.releaseDue()).isTrue();
        assertThat(room.status("/cases/a")).isEqualTo(200);
    }

    @Test
    void aClockThatIsBehindWaitsAndLeavesItToAnother() {
        own.set(NOON.minusSeconds(240));
        other.set(NOON.plusSeconds(60));
        assertThat(room.releases.releaseDue()).isFalse();
        assertThat(room.status("/cases/a")).isEqualTo(404);
    }

    @Test
    void theDatabaseKnowsWhatTimeItIs() {
        var before = Instant.now().minusSeconds(1);
        assertThat(new DatabaseClock(() -> client.getDatabase(database)).get()).isBetween(before,
                before.plusSeconds(60));
    }
}
