package org.imprimatur.torture.load;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What was asked, answered and seen, written down outside of the system. */
public final class Ledger {
    private final Map<String, Story> stories = new ConcurrentHashMap<>();
    private final Queue<Sighting> sightings = new ConcurrentLinkedQueue<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Choice> choices = new ConcurrentLinkedQueue<>();
    private final Queue<String> drafts = new ConcurrentLinkedQueue<>();
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> checkpoints = new ConcurrentHashMap<>();
    private final Queue<Instant> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Breach> breaches = new ConcurrentLinkedQueue<>();

    /**
     * A reader's look at a story's page.
     *
     * @param site which instance
     * @param version the number of the words that stood there; 0 if none did
     * @param modified the page's own date of its last change; empty if it has none
     * @param location where it said that the story is now; empty if it said nothing of the kind
     */
    public record Sighting(int site, Story story, String path, Instant asked, Instant answered, int status,
            int version, String modified, String location) {}

    /**
     * A request that wasn't carried out, or wasn't answered.
     *
     * @param status 0 if there was no answer
     * @param key by which it can be recognized in the stores; empty if there is none, or if it was sent before and it
     *     isn't known what became of it then
     */
    public record Refusal(Instant at, String request, int status, String words, String key) {
        /** Whether it is no answer: nobody learned from it what became of the request. */
        public boolean isFault() {
            return !Reply.isDefinite(status);
        }

        /** Whether it says that the request left nothing behind. */
        public boolean saysNothingKept() {
            return Reply.saysNothingKept(words);
        }
    }

    /** A receipt that was fetched by its address. */
    public record Receipt(String record, String text) {}

    /**
     * A visitor's choice that was answered.
     *
     * @param cookies the visitor's, as they stood afterwards
     */
    public record Choice(String id, String record, Map<String, String> cookies) {}

    /** A law that was seen broken while it happened. */
    public record Breach(String law, String what) {}

    public void open(Story story) {
        stories.put(story.path(), story);
    }

    /** Writes down an article that was begun and may never be public. */
    public void drafted(String id) {
        drafts.add(id);
    }

    public void saw(Sighting sighting) {
        sightings.add(sighting);
    }

    /** Writes down that something was asked, and what was answered if it is no answer. */
    public void note(String request, Reply reply) {
        asked.add(reply.sent());
        if (!reply.isDefinite()) {
            refusals.add(new Refusal(reply.sent(), request, reply.status(), reply.words(), ""));
        }
    }

    /**
     * Writes down that something was asked to be done, and each refusal with its words.
     *
     * @param key by which it can be recognized in the stores; empty if there is none
     */
    public void note(String request, Reply reply, String key) {
        asked.add(reply.sent());
        if (!reply.isDefinite() || reply.isRefusal()) {
            refusals.add(new Refusal(reply.sent(), request, reply.status(), reply.words(), key));
        }
    }

    /** Keeps a receipt for good. */
    public void received(Receipt receipt) {
        receipts.add(receipt);
    }

    public List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    public void chose(Choice choice) {
        choices.add(choice);
    }

    /** Keeps a signed checkpoint for good. */
    public void signed(String note) {
        checkpoints.putIfAbsent(note, Instant.now());
    }

    /** Writes down that a law was broken. */
    public void broken(String law, String what) {
        breaches.add(new Breach(law, what));
    }

    public Collection<Story> stories() {
        return stories.values();
    }

    /** Articles that were begun and go no further, by their ids. */
    public List<String> drafts() {
        return List.copyOf(drafts);
    }

    /** The story at a path; null if there is none. */
    public @Nullable Story story(String path) {
        return stories.get(path);
    }

    public List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    /** When requests were sent, each one. */
    public List<Instant> asked() {
        return List.copyOf(asked);
    }

    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    public List<Choice> choices() {
        return List.copyOf(choices);
    }

    public List<String> checkpoints() {
        return List.copyOf(checkpoints.keySet());
    }

    public List<Breach> breaches() {
        return List.copyOf(breaches);
    }
}
