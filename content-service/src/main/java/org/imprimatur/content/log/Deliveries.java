package org.imprimatur.content.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Lets a request wait until Kafka has the event that it led to. */
@Component
public final class Deliveries {
    /** How often the log is asked, in case another instance's relay was quicker. */
    private static final long LOOK_MILLIS = 100;

    private final ArticleLog log;
    private final Map<Place, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    Deliveries(ArticleLog log) {
        this.log = log;
    }

    private record Place(String article, long sequence) {}

    /** The relay of this instance has Kafka's word for this event. */
    public void delivered(PendingEvent event) {
        CompletableFuture<Void> waiting = awaited.get(new Place(event.article(), event.sequence()));
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Waits that long at most; returns whether Kafka has the event of that entry. */
    public boolean await(Entry entry, Duration patience) {
        var place = new Place(entry.article(), entry.sequence());
        CompletableFuture<Void> word = awaited.computeIfAbsent(place, ignored -> new CompletableFuture<>());
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < end) {
                if (isThere(word) || log.sentAt(entry) != null) {
                    return true;
                }
            }
            return false;
        } finally {
            awaited.remove(place);
        }
    }

    private static boolean isThere(CompletableFuture<Void> word) {
        try {
            word.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }
}
