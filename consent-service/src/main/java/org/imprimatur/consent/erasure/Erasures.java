package org.imprimatur.consent.erasure;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.record.Erased;
import org.springframework.stereotype.Component;

/**
 * Erases records: first the decision is kept, then the records go, each in one write; what a crash leaves in between is
 * carried out by the next sweep. What was committed to the log stays there and leads to nothing.
 */
@Component
public class Erasures {
    private static final int MOST_AT_ONCE = 20;

    private final StoredErasures stored;
    private final Records records;
    private final Clock clock;

    Erasures(StoredErasures stored, Records records, Clock clock) {
        this.stored = stored;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Erases these records and returns how many of them this call has erased; returns when most of the database's
     * members have lost them. To be called when the reason is on record in the access log.
     */
    public int erase(Collection<UUID> ids, String by, String reason) {
        if (ids.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Erasure erasure = new Erasure(UuidCreator.getTimeOrderedEpoch(now), by, now, reason, List.copyOf(ids), false);
        stored.add(erasure);
        return carryOut(erasure);
    }

    private int carryOut(Erasure erasure) {
        int erased = records.erase(erasure.records(),
                new Erased(erasure.id(), erasure.at(), erasure.by(), erasure.reason()));
        stored.done(erasure.id());
        return erased;
    }

    /** One step of the sweep. */
    boolean finish() {
        List<Erasure> open = stored.open(MOST_AT_ONCE);
        open.forEach(this::carryOut);
        return open.size() == MOST_AT_ONCE;
    }
}
