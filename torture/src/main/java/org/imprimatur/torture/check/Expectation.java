package org.imprimatur.torture.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
