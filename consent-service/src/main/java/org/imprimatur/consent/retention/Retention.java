package org.imprimatur.consent.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.erasure.Erasures;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.record.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Erases records whose time is over: when that is, the notice says under which the choice was made, so that the visitor
 * gets what was promised then, whatever the settings say by now. A notice that promises nothing goes by the settings.
 * Any number of instances may do it at once; a record is erased by one of them.
 */
@Component
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int MOST_AT_ONCE = 500;
    static final String ACTOR = "retention";

    private final RetentionSettings settings;
    private final Notices notices;
    private final Records records;
    private final Erasures erasures;
    private final Accesses accesses;
    private final Clock clock;
    private final MeterRegistry metrics;

    Retention(RetentionSettings settings, Notices notices, Records records, Erasures erasures, Accesses accesses,
            Clock clock, MeterRegistry metrics) {
        this.settings = settings;
        this.notices = notices;
        this.records = records;
        this.erasures = erasures;
        this.accesses = accesses;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** How long records of this notice are kept in this state after they have ended. */
    Period keep(Notice notice, State state) {
        Period promised = notice.recordRetention().get(state.word());
        return promised == null ? settings.in(notice.jurisdiction()).getOrDefault(state, Period.ZERO) : promised;
    }

    /** One step of the job; whether there may be more to erase right away. */
    boolean run() {
        boolean more = false;
        Instant now = clock.instant();
        for (Notice notice : notices.all()) {
            for (State state : State.values()) {
                more |= run(notice, state, now);
            }
        }
        return more;
    }

    private boolean run(Notice notice, State state, Instant now) {
        Period keep = keep(notice, state);
        Instant ended = now.atOffset(ZoneOffset.UTC).minus(keep).toInstant();
        List<UUID> over = records.ended(notice.hash(), state, ended, MOST_AT_ONCE);
        if (over.isEmpty()) {
            return false;
        }
        String reason = "state " + state.word() + ", kept for " + keep + " after its end, notice " + notice.hash();
        accesses.note(ACTOR, "erase", Map.of("reason", reason), Map.of(), over.size());
        int erased = erasures.erase(over, ACTOR, reason);
        metrics.counter("imprimatur.retention.erased", "state", state.word(), "jurisdiction", notice.jurisdiction())
                .increment(erased);
        LOG.info("Erased {} records whose time was over: {}", erased, reason);
        return over.size() == MOST_AT_ONCE;
    }
}
