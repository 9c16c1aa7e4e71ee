package org.imprimatur.torture.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One article as its newsroom knows it: what was decided about it, in order, and what was answered. */
public final class Story {
    /** What can be decided. */
    public enum Kind {
        APPROVED, REVOKED, WITHDRAWN, TAKEN_DOWN
    }

    /**
     * A decision and its definite answer.
     *
     * @param version which words it is about
     * @param due when they are to be public; null if it is no approval
     * @param sent when it was asked for first
     * @param status 0 if it isn't known what became of it
     */
    public record Decision(Kind kind, int version, @Nullable Instant due, Instant sent, Instant answered, int status) {
        /** Whether it stands for certain. */
        public boolean stands() {
            return status >= 200 && status < 300;
        }
    }

    private final String path;
    private final String marker;
    private final List<Decision> decisions = new ArrayList<>();
    private final NavigableMap<Integer, String> paths = new TreeMap<>();
    private volatile @Nullable String id;
    private volatile boolean uncertain;

    /** A story of which nothing is decided yet. */
    public Story(String path, String marker) {
        this.path = path;
        this.marker = marker;
        paths.put(0, path);
    }

    /** Where it was to be found at first; what the ledger calls it. */
    public String path() {
        return path;
    }

    /** From that version on it is to be found elsewhere. */
    public synchronized void moved(int version, String to) {
        paths.put(version, to);
    }

    /** Where these words are to be found, if they are public. */
    public synchronized String pathOf(int version) {
        return paths.floorEntry(version).getValue();
    }

    /** Everywhere that it was ever to be found, in order. */
    public synchronized List<String> paths() {
        return paths.values().stream().distinct().toList();
    }

    /** What all its words begin with; the number of the version follows. */
    public String marker() {
        return marker;
    }

    /** Its number in the newsroom; null if it isn't known. */
    public @Nullable String id() {
        return id;
    }

    void number(String given) {
        id = given;
    }

    /** Writes down what was decided, and answered. */
    public synchronized void decided(Decision decision) {
        decisions.add(decision);
        uncertain |= decision.status() == 0;
    }

    /** From here on nobody can tell what the newsroom decided. */
    public void giveUp() {
        uncertain = true;
    }

    /** Whether a request about it never got its answer, so that nobody can tell how it has to end. */
    public boolean isUncertain() {
        return uncertain;
    }

    public synchronized List<Decision> decisions() {
        return List.copyOf(decisions);
    }
}
