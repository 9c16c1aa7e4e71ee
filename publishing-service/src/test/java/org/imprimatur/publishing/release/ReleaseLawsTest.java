package org.imprimatur.publishing.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.imprimatur.localstack.backing.MongoBacking;

/**
 * What is public is exactly the newest approval that was due and not revoked in time, or nothing: over any cutting of the
 * newsroom's decisions into polls, with repeats, two instances, a crash between any two writes, and a reader who looks all
 * the time. On a real database.
 */
class ReleaseLawsTest {
    private static final Tally TALLY = new Tally();

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void whatIsPublicIsTheNewestApprovalThatWasDueAndNotRevokedInTime(@ForAll Random random) {
        try (var client = MongoClients.create(MongoBacking.shared().uri())) {
            var database = client.getDatabase("laws-" + UUID.randomUUID());
            try {
                var newsroom = new Rehearsal(database, random, TALLY);
                newsroom.act(60);
                newsroom.settle();
                newsroom.assertTheLaw();
            } finally {
                database.drop();
            }
        }
    }

    /** A law over states that were never reached says nothing. */
    @AfterContainer
    static void theInterestingStatesWereReached() {
        assertThat(TALLY.counts()).allSatisfy((what, times) -> assertThat(times).as(what).isGreaterThan(3));
    }
}
