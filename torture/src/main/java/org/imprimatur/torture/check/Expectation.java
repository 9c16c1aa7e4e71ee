package org.imprimatur.torture.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprimatur.torture.load.Story;
import org.imprimatur.torture.load.Story.Decision;

/** How a story may stand once everything is read and every time has come: by the laws, from what was answered. */
final class Expectation {
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int OUT_OF_LAW = 451;
    private static final int OK = 200;

    private Expectation() {}

    /**
     * What readers may find.
     *
     * @param version which words; 0 for none
     */
    record Outcome(int status, int version) {}

    /** The approvals that were public at some time, for certain, once every time has come. */
    static List<Decision> wasPublic(Story story) {
        List<Decision> decisions = story.decisions().stream().filter(Decision::stands).toList();
        return IntStream.range(0, decisions.size()).filter(index -> decisions.get(index).kind() == Story.Kind.APPROVED
                && (index + 1 == decisions.size() || decisions.get(index + 1).kind() != Story.Kind.REVOKED))
                .mapToObj(decisions::get).toList();
    }

    /** Where a reader who wants it may begin: where it was public last, or else where it was to be. */
    static String address(Story story) {
        List<Decision> was = wasPublic(story);
        List<Decision> all = was.isEmpty()
                ? story.decisions().stream().filter(one -> one.kind() == Story.Kind.APPROVED && one.stands()).toList()
                : was;
        return all.isEmpty() ? story.path() : story.pathOf(all.getLast().version());
    }

    static Set<Outcome> of(Story story) {
        Set<Outcome> may = new HashSet<>(Set.of(new Outcome(NOT_FOUND, 0)));
        List<Decision> decisions = story.decisions().stream().filter(Decision::stands).toList();
        for (int index = 0; index < decisions.size(); index++) {
            Decision decision = decisions.get(index);
            Decision next = index + 1 < decisions.size() ? decisions.get(index + 1) : null;
            switch (decision.kind()) {
                case APPROVED -> {
                    if (next != null && next.kind() == Story.Kind.REVOKED) {
                        // Answered 202 it may have come too late, and then it was a withdrawal.
                        if (next.status() != OK) {
                            may.add(new Outcome(GONE, 0));
                        }
                    } else {
                        may = new HashSet<>(Set.of(new Outcome(OK, decision.version())));
                    }
                }
                case WITHDRAWN -> may = new HashSet<>(Set.of(new Outcome(GONE, 0)));
                case TAKEN_DOWN -> may = new HashSet<>(Set.of(new Outcome(OUT_OF_LAW, 0)));
                case REVOKED -> {
                    // Told with its approval.
                }
            }
        }
        return may;
    }
}
