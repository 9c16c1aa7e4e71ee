package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.imprimatur.torture.schedule.Fault.Kind;
import org.jspecify.annotations.Nullable;

/** What goes wrong when: a function of the seed and the names of the victims, so that a run can be repeated. */
public final class Schedule {
    private static final String DATABASE = "mongod";
    private static final String TOPIC = "articles";
    private static final String TILES = "tiles";
    private static final String SITE = "publishing-";
    /** While nothing has happened yet, it is seen what the parts answer when nothing is wrong. */
    private static final long CALM = 30_000;
    private static final int CALM_SHARE = 4;
    private static final int SHORTEST_GAP = 2_000;
    private static final int MORE_GAP = 5_000;
    private static final int SHORTEST = 500;
    private static final int LONGER = 9_500;
    /** How long a victim is left alone after a fault: a service needs that to start on a busy machine. */
    private static final long REST = 20_000;
    /** Every so many faults one happens at a named place: by turns, since chance would leave some out. */
    private static final int PLACE_EVERY = 4;
    private static final long PLACE_LIMIT = 15_000;

    private final Random random;
    private final List<String> processes;
    private final List<String> wires;
    private final List<Kind> anywhere;
    /** Dealt out before it is shuffled again, so that each kind has its share, whatever the seed. */
    private final List<Kind> deck = new ArrayList<>();
    private final Deque<Kind> atPlaces = new ArrayDeque<>();
    private final Deque<Place> places;
    private final Map<String, Long> busyUntil = new HashMap<>();

    private Schedule(long seed, List<String> processes, List<String> wires, Set<Kind> only,
            Predicate<String> placed) {
        this.random = new Random(seed);
        this.processes = processes;
        this.wires = wires;
        this.anywhere = only.stream().filter(kind -> !kind.isAtAPlace()).sorted().toList();
        only.stream().filter(Kind::isAtAPlace).sorted().forEach(atPlaces::add);
        List<Place> order = new ArrayList<>(
                Arrays.stream(Place.values()).filter(place -> placed.test(place.words())).toList());
        Collections.shuffle(order, random);
        this.places = new ArrayDeque<>(order);
    }

    /**
     * The faults of a run, in order.
     *
     * @param only the kinds that may happen
     */
    public static List<Fault> of(long seed, long millis, List<String> processes, List<String> wires, Set<Kind> only) {
        return of(seed, millis, processes, wires, only, _ -> true);
    }

    /**
     * The faults of a run, in order.
     *
     * @param only the kinds that may happen
     * @param placed at which places between two writes, by their names
     */
    public static List<Fault> of(long seed, long millis, List<String> processes, List<String> wires, Set<Kind> only,
            Predicate<String> placed) {
        return new Schedule(seed, processes, wires, only, placed).until(millis);
    }

    private List<Fault> until(long millis) {
        List<Fault> faults = new ArrayList<>();
        int turn = 0;
        for (long at = Math.min(CALM, millis / CALM_SHARE); at < millis - SHORTEST; at += SHORTEST_GAP
                + random.nextInt(MORE_GAP)) {
            boolean atPlace = !atPlaces.isEmpty() && (anywhere.isEmpty() || turn++ % PLACE_EVERY == 0);
            Fault fault = atPlace ? atPlace(at, millis) : anywhere(at, millis);
            if (fault != null) {
                faults.add(fault);
                busyUntil.put(busy(fault.victim()), at + fault.lasts() + REST);
            }
        }
        return faults;
    }

    private @Nullable Fault anywhere(long at, long millis) {
        if (deck.isEmpty()) {
            anywhere.forEach(kind -> deck.addAll(Collections.nCopies(kind.share(), kind)));
            Collections.shuffle(deck, random);
        }
        Kind kind = deck.removeLast();
        List<String> candidates = kind.isOfWires() ? wires : processes;
        if (kind == Kind.CLOCK) {
            candidates = processes.stream().filter(Schedule::hasAClock).toList();
        }
        if (kind == Kind.TEAR) {
            candidates = processes.stream().filter(name -> name.startsWith(SITE) && isFree(name, at)).toList();
        }
        if (candidates.isEmpty()) {
            return null;
        }
        String victim = switch (kind) {
            case STEP_DOWN -> DATABASE;
            case REPEAT -> TOPIC;
            case STRAY -> TILES;
            default -> candidates.get(random.nextInt(candidates.size()));
        };
        long lasts = kind == Kind.STEP_DOWN || kind == Kind.REPEAT || kind == Kind.STRAY
                ? 0
                : Math.min(SHORTEST + random.nextInt(LONGER), millis - at);
        String how = kind == Kind.CLOCK ? step().toString() : "";
        return isFree(victim, at) ? new Fault(at, kind, victim, lasts, how) : null;
    }

    /** At the place whose turn it is, or the next one of which an instance has nothing else to bear. */
    private @Nullable Fault atPlace(long at, long millis) {
        for (Place place : List.copyOf(places)) {
            List<String> free = processes.stream().filter(name -> place.isIn(name) && isFree(name, at)).toList();
            if (!free.isEmpty()) {
                places.remove(place);
                places.addLast(place);
                Kind kind = atPlaces.removeFirst();
                atPlaces.addLast(kind);
                return new Fault(at, kind, free.get(random.nextInt(free.size())), Math.min(PLACE_LIMIT, millis - at),
                        place.words());
            }
        }
        return null;
    }

    /** One to five minutes, ahead or behind. */
    private Duration step() {
        Duration far = Duration.ofSeconds(60 + random.nextInt(240));
        return random.nextBoolean() ? far : far.negated();
    }

    /** Of those that are ours: brokers' and databases' clocks can't be had from here. */
    private static boolean hasAClock(String process) {
        return Arrays.stream(Place.values()).anyMatch(place -> place.isIn(process));
    }

    private boolean isFree(String victim, long at) {
        return busyUntil.getOrDefault(busy(victim), 0L) <= at;
    }

    /** A database of three can lose one at a time, and then still elect a primary. */
    private static String busy(String victim) {
        return victim.startsWith(DATABASE) ? DATABASE : victim;
    }
}
