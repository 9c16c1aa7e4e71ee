package org.imprimatur.publishing.release;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a generator reached. */
final class Tally {
    /** States without which the law would not have been put to the test. */
    enum Reached {
        RELEASED_ON_TIME, REVOKED_IN_TIME, REVOCATION_READ_AFTER_DUE, NEWER_WHILE_WAITING, WITHDRAWN, TAKEN_DOWN,
        REPEATED, CRASHED_BEFORE_A_WRITE, CRASHED_AFTER_A_WRITE, RESTARTED, HELD_BACK, LIVE_BESIDE_A_WAITING_ONE
    }

    private final Map<Reached, Integer> counts = new EnumMap<>(Reached.class);

    void note(Reached what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Each with how often, 0 where never. */
    Map<String, Integer> counts() {
        var all = new TreeMap<String, Integer>();
        for (var what : Reached.values()) {
            all.put(what.name(), counts.getOrDefault(what, 0));
        }
        return all;
    }
}
