package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.EditionDocuments;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.util.List;
import java.util.UUID;
import org.imprimatur.localstack.backing.ReplicaSet;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.Test;

/** A primary that is deposed before most members have what it wrote. */
class EditionFailoverTest {
    private final ReplicaSet set = ReplicaSet.sharedOrSkip();
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(3_600));

    @Test
    void noReaderSeesAnEditionThatAFailoverTakesBack() {
        try (MongoClient client = set.client()) {
            var database = client.getDatabase("editions-" + UUID.randomUUID());
            var one = new SiteInstance("one", database, clock);
            one.load();
            var two = new SiteInstance("two", database, clock);
            two.load();
            var story = List.of(approved("a", 1, Section.CASES, "a"));
            var before = two.seen();
            set.rollBack(() -> {
                // As an instance that died right after its insert left it: at the lonely primary alone.
                var latest = one.log.find(one.log.newest()).orElseThrow();
                var edition = Edition.following(latest, List.of(), "1",
                        List.of(new PathChange("/robots.txt", 410, null, null, null)), List.of(), "sum256:00",
                        clock.instant(), "gone");
                database.getCollection("editions").withWriteConcern(WriteConcern.W1)
                        .insertOne(EditionDocuments.write(edition));
                two.publisher.follow();
                assertThat(two.seen()).isEqualTo(before);
            });
            two.publisher.follow();
            assertThat(two.seen()).isEqualTo(before);
            assertThat(one.take(story)).isPresent();
            two.publisher.follow();
            assertThat(two.seen()).isEqualTo(one.seen()).containsKey("/cases/a");
            assertThat(one.publisher.isOpen() && two.publisher.isOpen()).isTrue();
        }
    }
}
