package org.imprimatur.content.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.content.log.PendingEvent;

/**
 * Whose turn it is to send an event. Each instance sends what it committed itself, and what has to go before that; what
 * others committed only once it has seen it lie for a while, by its own monotonic clock. So instances don't send each
 * other's events again while all are well, and none is left behind when one is gone.
 */
final class Turns {
    private final long grace;
    private Map<Place, Long> firstSeen = new HashMap<>();

    Turns(Duration grace) {
        this.grace = grace.toNanos();
    }

    private record Place(String article, long sequence) {}

    /**
     * Those that this instance should send now.
     *
     * @param pending all that are known to wait, in order
     * @param nanos the monotonic clock's time
     */
    List<PendingEvent> own(List<PendingEvent> pending, long nanos) {
        Map<Place, Long> seen = new HashMap<>();
        Set<String> articles = new HashSet<>();
        for (PendingEvent event : pending) {
            Place place = new Place(event.article(), event.sequence());
            long since = firstSeen.getOrDefault(place, nanos);
            seen.put(place, since);
            if (event.own() || nanos - since >= grace) {
                articles.add(event.article());
            }
        }
        firstSeen = seen;
        return pending.stream().filter(event -> articles.contains(event.article())).toList();
    }
}
