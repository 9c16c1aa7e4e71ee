package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.imprimatur.torture.schedule.Fault.Kind;
import org.jspecify.annotations.Nullable;

/** What goes wrong when: a function of the seed and the names of the victims, so that a run can be repeated. */
public final class Schedule {
    private static final String DATABASE = "mongod";
    private static final String BROKER = "kafka";
    private static final String TOPIC = "articles";
    private static final String TILES = "tiles";
    private static final String SITE = "publishing-";
    /** Those that are no archive; a log whose topic was made anew stops, as it must. */
    private static final List<String> RENEWABLE = List.of("imprimatur.articles", "imprimatur.releases");
    /** The first of the members is the primary to begin with. */
    private static final List<String> WITH_DISKS = List.of(BROKER, DATABASE + "-1");
    /** While nothing has happened yet, it is seen what the parts answer when nothing is wrong. */
    private static final long CALM = 30_000;
    private static final int CALM_SHARE = 4;
    private static final int SHORTEST_GAP = 2_000;
    private static final int MORE_GAP = 5_000;
    private static final int SHORTEST = 500;
    private static final int LONGER = 9_500;
    private static final int LONGER_MISSING = 2_500;
    /** A frozen process may be so for a minute, but not for most of a short run. */
    private static final int LONGER_FROZEN = 59_500;
    private static final int FROZEN_SHARE = 8;
    /** How long a victim is left alone after a fault: a service needs that to start on a busy machine. */
    private static final long REST = 20_000;
    /** Every so many faults one happens at a named place: by turns, since chance would leave some out. */
    private static final int PLACE_EVERY = 4;
    private static final long PLACE_LIMIT = 15_000;

    private final Random random;
    private final List<String> processes;
    private final List<String> wires;
    private final Map<Kind, Deque<String>> candidates = new EnumMap<>(Kind.class);
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
        this.anywhere = only.stream().filter(kind -> !kind.isAtAPlace() && !candidates(kind).isEmpty()).sorted()
                .toList();
        anywhere.forEach(kind -> candidates.put(kind, shuffled(candidates(kind))));
        // Dealt out among what can happen to them, too: there are many, and each has little time.
        Deque<String> wired = shuffled(wires);
        candidates.replaceAll((kind, victims) -> kind.isOfWires() ? wired : victims);
        only.stream().filter(Kind::isAtAPlace).sorted().forEach(atPlaces::add);
        this.places = shuffled(
                Arrays.stream(Place.values()).filter(place -> placed.test(place.words())).toList());
    }

    private <T> Deque<T> shuffled(Collection<T> all) {
        List<T> order = new ArrayList<>(all);
        Collections.shuffle(order, random);
        return new ArrayDeque<>(order);
    }

    private List<String> candidates(Kind kind) {
        return switch (kind) {
            case STEP_DOWN -> List.of(DATABASE);
            case REPEAT -> List.of(TOPIC);
            case STRAY -> List.of(TILES);
            case TEAR -> processes.stream().filter(name -> name.startsWith(SITE)).toList();
            case RECREATE -> RENEWABLE;
            case FILL -> processes.stream().filter(WITH_DISKS::contains).toList();
            case CLOCK -> processes.stream().filter(Schedule::hasAClock).toList();
            case CUT, SLOW, DEAF, MUTE -> wires;
            default -> processes;
        };
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
        // What has no victim now comes later, and isn't lost.
        for (int next = deck.size() - 1; next >= 0; next--) {
            Kind kind = deck.get(next);
            String victim = victim(kind, at);
            if (victim != null) {
                deck.remove(next);
                return new Fault(at, kind, victim, Math.min(lasts(kind, millis), millis - at),
                        kind == Kind.CLOCK ? step().toString() : "");
            }
        }
        return null;
    }

    /** Whose turn it is, of those that have nothing else to bear: chance would leave some of them out. */
    private @Nullable String victim(Kind kind, long at) {
        Deque<String> victims = Objects.requireNonNull(candidates.get(kind));
        for (String victim : List.copyOf(victims)) {
            if (isFree(victim, at)) {
                victims.remove(victim);
                victims.addLast(victim);
                return victim;
            }
        }
        return null;
    }

    private long lasts(Kind kind, long millis) {
        return switch (kind) {
            case STEP_DOWN, REPEAT, STRAY -> 0;
            case RECREATE -> SHORTEST + random.nextInt(LONGER_MISSING);
            case FREEZE -> Math.min(SHORTEST + random.nextInt(LONGER_FROZEN), millis / FROZEN_SHARE);
            default -> SHORTEST + random.nextInt(LONGER);
        };
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

    /** A database of three can lose one at a time, and then still elect a primary; topics need their broker. */
    private static String busy(String victim) {
        if (victim.contains(DATABASE)) {
            return DATABASE;
        }
        return victim.contains(BROKER) || victim.equals(TOPIC) || RENEWABLE.contains(victim) ? BROKER : victim;
    }
}
