package org.imprimatur.content.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Tells the events whose entries stand from the others. Where another entry has the place, the event's own never will,
 * and the event is dropped. Where none has it, its writer may be slow or may be gone: nobody can tell, so the event is
 * kept for good, but after a while out of the way, and is looked at from time to time.
 */
@Component
public final class Standing {
    private static final int CHUNK = 500;

    private final ArticleLog log;
    private final PendingEvents events;
    /** By the monotonic clock, for entries that a look at the log didn't find. */
    private Map<Document, Long> missingSince = new HashMap<>();
    private final Set<Document> adopted = new HashSet<>();

    Standing(ArticleLog log, PendingEvents events) {
        this.log = log;
        this.events = events;
    }

    /**
     * Those whose entries stand; called by one thread.
     *
     * @param grace how long an entry may be missing before its event is put out of the way
     */
    public List<PendingEvent> of(List<PendingEvent> waiting, Duration grace) {
        if (waiting.isEmpty()) {
            return waiting;
        }
        Map<Document, String> hashes = log.hashes(waiting.stream().map(Standing::place).toList());
        long now = System.nanoTime();
        Map<Document, Long> missing = new HashMap<>();
        List<PendingEvent> standing = new ArrayList<>();
        for (PendingEvent event : waiting) {
            String hash = hashes.get(place(event));
            Document id = EventDocuments.id(event);
            if (hash == null) {
                long since = missingSince.getOrDefault(id, now);
                missing.put(id, since);
                if (now - since >= grace.toNanos()) {
                    events.doubt(id);
                }
            } else if (hash.equals(event.entryHash())) {
                standing.add(event);
            } else {
                events.drop(id);
            }
        }
        missingSince = missing;
        return standing;
    }

    /**
     * Looks for the entries of events that were put out of the way, and for events that a build before the outbox left
     * in its entries; costs next to nothing while there are none.
     */
    public void review() {
        List<Document> doubtful = events.doubtful();
        for (int from = 0; from < doubtful.size(); from += CHUNK) {
            List<Document> chunk = doubtful.subList(from, Math.min(from + CHUNK, doubtful.size()));
            Map<Document, String> hashes = log.hashes(chunk.stream().map(Standing::place).toList());
            for (Document id : chunk) {
                String hash = hashes.get(place(id));
                if (hash != null && hash.equals(id.getString("hash"))) {
                    events.expect(id);
                } else if (hash != null) {
                    events.drop(id);
                }
            }
        }
        log.eachPendingInEntry(entry -> {
            if (adopted.add(entry.get("_id", Document.class))) {
                events.adopt(entry);
            }
        });
    }

    private static Document place(PendingEvent event) {
        return EntryDocuments.id(event.article(), event.sequence());
    }

    private static Document place(Document id) {
        return EntryDocuments.id(id.getString("article"), id.getLong("sequence"));
    }
}
