package org.imprimatur.content.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imprimatur.content.log.Outgoing;
import org.imprimatur.content.log.PendingEvent;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Turns turns = new Turns(Duration.ofSeconds(3));

    @Test
    void anInstanceSendsWhatItCommittedAndLeavesTheRestToTheOthers() {
        assertThat(turns.own(List.of(event("a", 1, false), event("b", 1, true)), 0))
                .containsExactly(event("b", 1, true));
    }

    @Test
    void whatHasToGoBeforeItsOwnIsSentToo() {
        List<PendingEvent> pending = List.of(event("a", 1, false), event("b", 1, false), event("a", 2, true));
        assertThat(turns.own(pending, 0)).containsExactly(event("a", 1, false), event("a", 2, true));
    }

    @Test
    void whatNobodySendsIsTakenOverAfterAWhileByTheMonotonicClock() {
        List<PendingEvent> pending = List.of(event("a", 1, false), event("a", 2, false));
        assertThat(turns.own(pending, 0)).isEmpty();
        assertThat(turns.own(pending, 2 * SECOND)).isEmpty();
        assertThat(turns.own(pending, 3 * SECOND)).isEqualTo(pending);
    }

    @Test
    void whatWasSentAndIsSeenAgainLaterHasItsTimeAnew() {
        List<PendingEvent> pending = List.of(event("a", 1, false));
        assertThat(turns.own(pending, 0)).isEmpty();
        assertThat(turns.own(List.of(), SECOND)).isEmpty();
        assertThat(turns.own(pending, 3 * SECOND)).isEmpty();
    }

    private static PendingEvent event(String article, long sequence, boolean own) {
        return new PendingEvent(article, sequence, own, new Outgoing("type", "{}", Instant.EPOCH, null));
    }
}
