package org.imprimatur.content.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryHashTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<Entry> chain = new ArrayList<>();

    @BeforeEach
    void threeEntries() {
        for (int i = 1; i <= 3; i++) {
            chain.add(Entry.following(i == 1 ? null : chain.getLast(), "a", "edited", "anna", NOON.plusSeconds(i),
                    Map.of("changed", List.of("body")), Map.of("body", "words " + i, "revision", i), null));
        }
    }

    @Test
    void anUntouchedChainIsIntact() {
        assertThat(EntryHash.firstBroken(chain)).isNull();
    }

    @Test
    void aChangeOfAnyMemberIsFound() {
        List<UnaryOperator<Entry>> changes = List.of(
                e -> new Entry("b", e.sequence(), e.type(), e.actor(), e.at(), e.details(), e.state(), null,
                        e.previousHash(), e.hash()),
                e -> new Entry(e.article(), e.sequence(), "approved", e.actor(), e.at(), e.details(), e.state(), null,
                        e.previousHash(), e.hash()),
                e -> new Entry(e.article(), e.sequence(), e.type(), "erik", e.at(), e.details(), e.state(), null,
                        e.previousHash(), e.hash()),
                e -> new Entry(e.article(), e.sequence(), e.type(), e.actor(), NOON, e.details(), e.state(), null,
                        e.previousHash(), e.hash()),
                e -> new Entry(e.article(), e.sequence(), e.type(), e.actor(), e.at(), Map.of(), e.state(), null,
                        e.previousHash(), e.hash()),
                e -> new Entry(e.article(), e.sequence(), e.type(), e.actor(), e.at(), e.details(), Map.of(), null,
                        e.previousHash(), e.hash()),
                e -> new Entry(e.article(), e.sequence(), e.type(), e.actor(), e.at(), e.details(), e.state(),
                        new Entry.RequestKey("k", "f"), e.previousHash(), e.hash()));
        for (UnaryOperator<Entry> change : changes) {
            List<Entry> tampered = new ArrayList<>(chain);
            tampered.set(1, change.apply(chain.get(1)));
            assertThat(EntryHash.firstBroken(tampered)).isEqualTo(2);
        }
    }

    @Test
    void aRewrittenEntryWithAFreshHashBreaksTheNextOne() {
        chain.set(1, Entry.following(chain.getFirst(), "a", "edited", "mallory", NOON, Map.of(), Map.of(), null));
        assertThat(EntryHash.firstBroken(chain)).isEqualTo(3);
    }

    @Test
    void aMissingEntryIsFound() {
        chain.remove(1);
        assertThat(EntryHash.firstBroken(chain)).isEqualTo(2);
    }

    @Test
    void aMissingFirstEntryIsFound() {
        chain.removeFirst();
        assertThat(EntryHash.firstBroken(chain)).isEqualTo(1);
    }
}
