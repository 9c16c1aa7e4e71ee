package org.imprimatur.torture.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.imprimatur.torture.schedule.Fault.Kind;

/** What goes wrong when: a function of the seed and the names of the victims, so that a run can be repeated. */
public final class Schedule {
    private static final String DATABASE = "mongod";
    private static final String TOPIC = "articles";
    /** While nothing has happened yet, it is seen what the parts answer when nothing is wrong. */
    private static final long CALM = 30_000;
    private static final int CALM_SHARE = 4;
    private static final int SHORTEST_GAP = 2_000;
    private static final int MORE_GAP = 5_000;
    private static final int SHORTEST = 500;
    private static final int LONGER = 9_500;
    /** How long a victim is left alone after a fault: a service needs that to start on a busy machine. */
    private static final long REST = 20_000;

    private Schedule() {}

    /**
     * The faults of a run, in order.
     *
     * @param only the kinds that may happen
     */
    public static List<Fault> of(long seed, long millis, List<String> processes, List<String> wires, Set<Kind> only) {
        Random random = new Random(seed);
        Map<String, Long> busyUntil = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        List<Kind> kinds = only.stream().sorted().toList();
        for (long at = Math.min(CALM, millis / CALM_SHARE); at < millis - SHORTEST; at += SHORTEST_GAP
                + random.nextInt(MORE_GAP)) {
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            if (kind.isOfWires() && random.nextBoolean()) {
                // There are four ways for a wire to fail, and far more processes than wires.
                kind = kinds.getFirst();
            }
            List<String> candidates = kind.isOfWires() ? wires : processes;
            String victim = switch (kind) {
                case STEP_DOWN -> DATABASE;
                case REPEAT -> TOPIC;
                default -> candidates.get(random.nextInt(candidates.size()));
            };
            long lasts = kind == Kind.STEP_DOWN || kind == Kind.REPEAT
                    ? 0
                    : Math.min(SHORTEST + random.nextInt(LONGER), millis - at);
            // A database of three can lose one at a time, and then still elect a primary.
            String busy = victim.startsWith(DATABASE) ? DATABASE : victim;
            if (busyUntil.getOrDefault(busy, 0L) <= at) {
                faults.add(new Fault(at, kind, victim, lasts));
                busyUntil.put(busy, at + lasts + REST);
            }
        }
        return faults;
    }
}
