package org.imprimatur.content.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.content.log.Outgoing;
import org.imprimatur.content.log.PendingEvent;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Set<String> OTHER = Set.of("other");

    private final Turns turns = new Turns("me", Duration.ofSeconds(3));

    @Test
    void anInstanceSendsItsOwnEventsAlone() {
        Turns.Own own = turns.own(List.of(event("a", 1, "other"), event("b", 1, "me")));
        assertThat(own.events()).containsExactly(event("b", 1, "me"));
        assertThat(own.held()).isFalse();
    }

    @Test
    void noneOvertakesAnotherInstancesEventOfTheSameArticle() {
        Turns.Own own = turns.own(List.of(event("a", 1, "me"), event("a", 2, "other"), event("b", 1, "me"),
                event("a", 3, "me")));
        assertThat(own.events()).containsExactly(event("a", 1, "me"), event("b", 1, "me"));
        assertThat(own.held()).isTrue();
    }

    @Test
    void whatAScanMetTwiceWhileItWasChangedIsSentOnce() {
        Turns.Own own = turns.own(List.of(event("a", 1, "me"), event("a", 1, "me"), event("b", 1, "other"),
                event("b", 1, "me"), event("c", 1, "me")));
        assertThat(own.events()).containsExactly(event("a", 1, "me"), event("c", 1, "me"));
    }

    @Test
    void whoGivesNoSignOfLifeForAWhileIsGone() {
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 0)).isEmpty();
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 2 * SECOND)).isEmpty();
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 3 * SECOND)).containsExactly("other");
    }

    @Test
    void whoNeverGaveOneIsGoneAfterTheSameWhile() {
        assertThat(turns.gone(OTHER, Map.of(), 0)).isEmpty();
        assertThat(turns.gone(OTHER, Map.of(), 3 * SECOND)).containsExactly("other");
    }

    @Test
    void howeverLongItsEventsLieWhoLivesIsNotGone() {
        for (long second = 0; second < 1_000; second++) {
            assertThat(turns.gone(OTHER, Map.of("other", second), second * SECOND)).isEmpty();
        }
    }

    @Test
    void whoCouldNotSendItselfGivesTheOthersAWhileToSayThatTheyCan() {
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 0)).isEmpty();
        turns.lookAnew();
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 30 * SECOND)).isEmpty();
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 33 * SECOND)).containsExactly("other");
    }

    @Test
    void aSignCountsAsOneAlsoWhenAFailoverTookTheLastOnesBack() {
        assertThat(turns.gone(OTHER, Map.of("other", 7L), 0)).isEmpty();
        assertThat(turns.gone(OTHER, Map.of("other", 5L), 3 * SECOND)).isEmpty();
    }

    @Test
    void nobodyIsGoneToItself() {
        assertThat(turns.gone(Set.of("me"), Map.of(), 0)).isEmpty();
        assertThat(turns.gone(Set.of("me"), Map.of(), 9 * SECOND)).isEmpty();
    }

    private static PendingEvent event(String article, long sequence, String by) {
        return new PendingEvent(article, sequence, "sha256:0", by, new Outgoing("type", "{}", Instant.EPOCH, null));
    }
}
