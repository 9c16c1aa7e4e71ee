package org.imprimatur.content.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.content.log.PendingEvent;

/**
 * Whose turn it is to send an event. Each event has one instance that sends it, at first the one that committed it. Of
 * an article's events none overtakes another: behind one that another instance has to send, its own wait. What an
 * instance leaves behind is taken over once it has given no sign of life for a while, by the observer's own monotonic
 * clock; that its events are old says nothing, since a broker that is away makes everybody's events old.
 */
final class Turns {
    private final String instance;
    private final long grace;
    private Map<String, Sign> signs = new HashMap<>();

    Turns(String instance, Duration grace) {
        this.instance = instance;
        this.grace = grace.toNanos();
    }

    /** What makes an event this one: the entry that it tells of. */
    private record Place(String article, long sequence, String entryHash) {}

    /** The last sign of life, and when it was first seen. */
    private record Sign(long beat, long since) {}

    /**
     * Those that this instance sends now.
     *
     * @param held whether others of its own have to wait for another instance's
     */
    record Own(List<PendingEvent> events, boolean held) {}

    /** @param waiting in order per article; one that a scan of the collection met twice counts once */
    Own own(List<PendingEvent> waiting) {
        List<PendingEvent> own = new ArrayList<>();
        Set<String> behindOthers = new HashSet<>();
        Set<Place> met = new HashSet<>();
        boolean held = false;
        for (PendingEvent event : waiting) {
            if (!met.add(new Place(event.article(), event.sequence(), event.entryHash()))) {
                continue;
            }
            if (!event.by().equals(instance)) {
                behindOthers.add(event.article());
            } else if (behindOthers.contains(event.article())) {
                held = true;
            } else {
                own.add(event);
            }
        }
        return new Own(own, held);
    }

    /**
     * Forgets since when the others have given no sign. For who couldn't send itself: when the broker is back, others are
     * about to send as well, and get a while to say so.
     */
    void lookAnew() {
        signs = new HashMap<>();
    }

    /**
     * Those of the instances with something to send that are gone.
     *
     * @param beats their signs of life, numbers that change for as long as they live; none for who never gave one
     * @param nanos the monotonic clock's time
     */
    Set<String> gone(Set<String> instances, Map<String, Long> beats, long nanos) {
        Map<String, Sign> seen = new HashMap<>();
        Set<String> gone = new HashSet<>();
        for (String other : instances) {
            if (!other.equals(instance)) {
                long beat = beats.getOrDefault(other, 0L);
                Sign last = signs.get(other);
                Sign sign = last != null && last.beat() == beat ? last : new Sign(beat, nanos);
                seen.put(other, sign);
                if (nanos - sign.since() >= grace) {
                    gone.add(other);
                }
            }
        }
        signs = seen;
        return gone;
    }
}
