package org.imprimatur.torture.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Sighting;
import org.imprimatur.torture.load.Story;
import org.imprimatur.torture.load.Story.Decision;
import org.imprimatur.torture.load.Story.Kind;

/** What readers must never have seen, and never in another order. */
final class SiteLaws {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int OUT_OF_LAW = 451;

    private final List<String> unapproved = new ArrayList<>();
    private final List<String> early = new ArrayList<>();
    private final List<String> revoked = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private final List<String> older = new ArrayList<>();
    private final List<String> dates = new ArrayList<>();
    private final int looked;

    SiteLaws(Ledger ledger) {
        List<Sighting> sightings = ledger.sightings().stream().sorted(Comparator.comparing(Sighting::asked)).toList();
        looked = sightings.size();
        Map<String, Sighting> last = new HashMap<>();
        for (Sighting sighting : sightings) {
            if (sighting.version() > 0) {
                words(sighting);
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
                unapproved.add(told(seen));
            }
            return;
        }
        Instant due = approval.due();
        if (approval.status() != 0 && !approval.stands()) {
            unapproved.add(told(seen) + ", refused with " + approval.status());
        }
        if (due != null && seen.answered().isBefore(due)) {
            early.add(told(seen) + " by " + Duration.between(seen.answered(), due).toMillis() + " ms");
        }
        for (Decision decision : decisions) {
            if (decision.kind() == Kind.REVOKED && decision.version() == seen.version() && decision.status() == OK
                    && due != null && decision.answered().isBefore(due)) {
                revoked.add(told(seen) + ", revoked " + Duration.between(decision.answered(), due).toMillis()
                        + " ms before it was due, seen " + Duration.between(due, seen.asked()).toMillis()
                        + " ms after");
            }
        }
    }

    private void order(Sighting before, Sighting seen) {
        if (before.status() == OUT_OF_LAW && seen.status() != OUT_OF_LAW) {
            undone.add(told(seen) + " after 451");
        }
        if (before.status() == GONE && seen.status() == OK && seen.version() <= newestWithdrawn(seen.story(), before)) {
            undone.add(told(seen) + " after 410");
        }
        boolean fewer = before.version() > seen.version() && seen.status() == OK;
        if (fewer || (before.status() == OK && seen.status() == NOT_FOUND)) {
            older.add(told(seen) + " after version " + before.version());
        }
        if (!seen.modified().isEmpty() && !before.modified().isEmpty()
                && Instant.parse(seen.modified()).isBefore(Instant.parse(before.modified()))) {
            dates.add(told(seen) + ": " + before.modified() + " became " + seen.modified());
        }
    }

    /** Which words a look can have found withdrawn: what was decided later was told by no earlier 410. */
    private static int newestWithdrawn(Story story, Sighting gone) {
        return story.decisions().stream().filter(one -> one.kind() == Kind.WITHDRAWN && one.stands())
                .filter(one -> one.sent().isBefore(gone.answered()))
                .mapToInt(Decision::version).max().orElse(0);
    }

    private static String told(Sighting seen) {
        return "site " + (seen.site() + 1) + " at " + seen.asked() + ": " + seen.path() + " " + seen.status()
                + " version " + seen.version();
    }

    List<Finding> findings() {
        return List.of(new Finding("words public without a standing approval", looked, unapproved),
                new Finding("public before its time", looked, early),
                new Finding("public although revoked in time", looked, revoked),
                new Finding("take-down or withdrawal undone", looked, undone),
                new Finding("an older page after a newer one, at one instance", looked, older),
                new Finding("a date that went back", looked, dates));
    }
}
