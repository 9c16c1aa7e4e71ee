package org.imprimatur.torture.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Sighting;
import org.imprimatur.torture.load.Story;
import org.imprimatur.torture.load.Story.Decision;
import org.imprimatur.torture.load.Story.Kind;

/** What readers must never have seen, and never in another order. */
final class SiteLaws {
    private static final int OK = 200;
    private static final int MOVED = 301;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int OUT_OF_LAW = 451;

    private final Spans unapproved = new Spans();
    private final Spans early = new Spans();
    private final Spans revoked = new Spans();
    private final List<String> undone = new ArrayList<>();
    private final List<String> older = new ArrayList<>();
    private final List<String> dates = new ArrayList<>();
    private final int looked;
    private Duration overstayed = Duration.ZERO;
    private Duration latest = Duration.ZERO;

    SiteLaws(Ledger ledger) {
        List<Sighting> sightings = ledger.sightings().stream().sorted(Comparator.comparing(Sighting::asked)).toList();
        looked = sightings.size();
        Map<String, Sighting> last = new HashMap<>();
        Map<String, Sighting> newest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Sighting sighting : sightings) {
            if (sighting.version() > 0) {
                words(sighting);
                order(newest, sighting);
                if (seen.add(sighting.story().marker() + sighting.version())) {
                    released(sighting);
                }
            }
            Sighting before = last.put(sighting.site() + sighting.path(), sighting);
            if (before != null && !sighting.asked().isBefore(before.answered())) {
                order(before, sighting);
            }
        }
    }

    private void words(Sighting seen) {
        Story story = seen.story();
        List<Decision> decisions = story.decisions();
        Decision approval = decisions.stream()
                .filter(one -> one.kind() == Kind.APPROVED && one.version() == seen.version()).findFirst().orElse(null);
        // Before its answer is written down an approval may be out already.
        if (approval == null) {
            if (!story.isUncertain()) {
                unapproved.add(seen, "nobody asked for it");
            }
            return;
        }
        Instant due = approval.due();
        if (approval.status() != 0 && !approval.stands()) {
            unapproved.add(seen, "refused with " + approval.status());
        } else if (!seen.path().equals(story.pathOf(seen.version()))) {
            unapproved.add(seen, "approved for " + story.pathOf(seen.version()));
        }
        if (due != null && seen.answered().isBefore(due)) {
            early.add(seen, "early by " + Duration.between(seen.answered(), due).toMillis() + " ms");
        }
        for (Decision decision : decisions) {
            if (decision.kind() == Kind.REVOKED && decision.version() == seen.version() && decision.status() == OK
                    && due != null && decision.answered().isBefore(due)) {
                revoked.add(seen, "revoked " + Duration.between(decision.answered(), due).toMillis()
                        + " ms before it was due");
            }
            boolean ended = decision.kind() == Kind.WITHDRAWN || decision.kind() == Kind.TAKEN_DOWN;
            if (ended && decision.stands() && decision.version() >= seen.version()) {
                overstayed = longer(overstayed, Duration.between(decision.answered(), seen.asked()));
            }
        }
    }

    /** The first sight of a version, against its time: no earlier than somebody happened to look. */
    private void released(Sighting seen) {
        seen.story().decisions().stream().filter(one -> one.kind() == Kind.APPROVED && one.stands()
                && one.version() == seen.version() && one.due() != null).findFirst()
                .ifPresent(approval -> latest = longer(latest, Duration.between(approval.due(), seen.asked())));
    }

    private static Duration longer(Duration one, Duration other) {
        return other.compareTo(one) > 0 ? other : one;
    }

    /** A story's versions come one after the other at one instance, wherever it moves. */
    private void order(Map<String, Sighting> newest, Sighting seen) {
        String story = seen.site() + seen.story().marker();
        Sighting most = newest.get(story);
        if (most != null && most.version() > seen.version() && !seen.asked().isBefore(most.answered())) {
            older.add(told(seen) + " after version " + most.version());
        }
        if (most == null || most.version() < seen.version()) {
            newest.put(story, seen);
        }
    }

    private void order(Sighting before, Sighting seen) {
        if (before.status() == OUT_OF_LAW && seen.status() != OUT_OF_LAW) {
            undone.add(told(seen) + " after 451");
        }
        if (before.status() == GONE && seen.status() == OK && seen.version() <= newestWithdrawn(seen.story(), before)) {
            undone.add(told(seen) + " after 410");
        }
        boolean back = before.status() == MOVED && seen.status() == OK;
        boolean gone = (before.status() == OK || before.status() == MOVED) && seen.status() == NOT_FOUND;
        if (back || gone) {
            older.add(told(seen) + " after " + before.status() + " version " + before.version());
        }
        if (!seen.modified().isEmpty() && !before.modified().isEmpty() && !wasRevokedLate(before)
                && Instant.parse(seen.modified()).isBefore(Instant.parse(before.modified()))) {
            dates.add(told(seen) + ": " + before.modified() + " became " + seen.modified());
        }
    }

    /**
     * Whether these words were out although the newsroom had taken them back, of which it said that it may come too late:
     * their correction goes with them.
     */
    private static boolean wasRevokedLate(Sighting seen) {
        return seen.story().decisions().stream().anyMatch(one -> one.kind() == Kind.REVOKED
                && one.version() == seen.version() && one.status() != OK);
    }

    /** Which words a look can have found withdrawn: what was decided later was told by no earlier 410. */
    private static int newestWithdrawn(Story story, Sighting gone) {
        return story.decisions().stream().filter(one -> one.kind() == Kind.WITHDRAWN && one.stands())
                .filter(one -> one.sent().isBefore(gone.answered()))
                .mapToInt(Decision::version).max().orElse(0);
    }

    static String told(Sighting seen) {
        return "site " + (seen.site() + 1) + " at " + seen.asked() + ": " + seen.path() + " " + seen.status()
                + " version " + seen.version();
    }

    /** How long words were shown after it was answered that they had been withdrawn or taken down, at most. */
    Duration overstayed() {
        return overstayed;
    }

    /** How long after its time a version was first seen, at most. */
    Duration latest() {
        return latest;
    }

    List<Finding> findings() {
        return List.of(new Finding("words public without a standing approval", looked, unapproved.told()),
                new Finding("public before its time", looked, early.told()),
                new Finding("public although revoked in time", looked, revoked.told()),
                new Finding("take-down or withdrawal undone", looked, undone),
                new Finding("an older page after a newer one, at one instance", looked, older),
                new Finding("a date that went back", looked, dates));
    }
}
