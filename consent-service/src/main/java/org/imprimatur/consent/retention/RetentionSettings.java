package org.imprimatur.consent.retention;

import java.time.Duration;
import java.time.Period;
import java.util.EnumMap;
import java.util.Map;
import org.imprimatur.consent.record.State;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a record is kept after its choice has ended, which is when it would have to be asked for again.
 *
 * @param interval how long a record may wait for the job after its time
 * @param keep for each state; every state has to be there
 * @param jurisdictions what differs from that under the law of one, by its name in notices
 */
@ConfigurationProperties("imprimatur.retention")
record RetentionSettings(Duration interval, Map<State, Period> keep, Map<String, Map<State, Period>> jurisdictions) {
    RetentionSettings {
        keep = keep == null ? Map.of() : Map.copyOf(keep);
        jurisdictions = jurisdictions == null ? Map.of() : Map.copyOf(jurisdictions);
        for (State state : State.values()) {
            Period period = keep.get(state);
            if (period == null || period.isNegative()) {
                throw new IllegalArgumentException("imprimatur.retention.keep has no period for " + state.word());
            }
        }
    }

    /** What a notice written for this jurisdiction has to promise. */
    Map<State, Period> in(String jurisdiction) {
        Map<State, Period> all = new EnumMap<>(keep);
        all.putAll(jurisdictions.getOrDefault(jurisdiction, Map.of()));
        return all;
    }
}
