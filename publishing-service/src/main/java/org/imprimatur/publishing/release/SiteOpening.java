package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Edition;

import org.imprimatur.publishing.edition.EditionLog;

import java.util.List;
import java.util.Optional;
import org.imprimatur.publishing.site.SiteState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how the site stands: the projection as far as it goes, and the editions after that. If that comes to another
 * state than the newest edition says it left, the projection was wrong, and the editions are folded from the first.
 */
final class SiteOpening {
    private static final Logger LOG = LoggerFactory.getLogger(SiteOpening.class);
    private static final int EDITIONS_AT_ONCE = 100;

    private final EditionLog log;
    private final SiteProjection projection;

    SiteOpening(EditionLog log, SiteProjection projection) {
        this.log = log;
        this.projection = projection;
    }

    /**
     * The site as the newest edition that can be followed left it.
     *
     * @param broken why the edition after that can't be followed; null if there is none
     */
    record Opened(SiteVersion version, @Nullable String broken) {
        /** Whether what was folded is what the newest edition says; if not, the editions themselves are at fault. */
        boolean isSound() {
            return version.fitsItsEdition();
        }
    }

    Opened open() {
        var opened = fromProjection().orElseGet(this::fromTheFirst);
        LOG.info("Site read: {} paths, edition {}", opened.version().placed().size(), opened.version().number());
        return opened;
    }

    private Optional<Opened> fromProjection() {
        // The marker first: what is read after it is at least as new, and replaying what it holds changes nothing.
        long marker = projection.edition();
        if (marker == 0) {
            return Optional.empty();
        }
        try {
            var base = log.find(marker).orElseThrow(() -> new IllegalStateException("edition " + marker + " is gone"));
            var state = SiteState.of(projection.articles());
            var opened = replay(SiteVersion.EMPTY.with(state, projection.places()).at(base), false);
            if (opened.isSound()) {
                return Optional.of(new Opened(opened.version().inOrder(), opened.broken()));
            }
            LOG.error("The projection comes to another site than edition {} left: folding from the first edition",
                    opened.version().number());
        } catch (EarlierDocumentException earlier) {
            LOG.warn("The projection was written by an earlier build: folding from the first edition, once. {}",
                    earlier.getMessage());
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException | ClassCastException
                | org.imprimatur.events.ContractViolationException unreadable) {
            LOG.error("The projection can't be read: folding from the first edition", unreadable);
        }
        return Optional.empty();
    }

    private Opened fromTheFirst() {
        projection.clear();
        var opened = replay(SiteVersion.EMPTY, true);
        if (!opened.isSound()) {
            LOG.error("The editions come to another site than edition {} says it left: the site is rendered anew",
                    opened.version().number());
        }
        return opened;
    }

    /** @param anew whether the projection is to hold all of it, not only what it doesn't have yet */
    private Opened replay(SiteVersion from, boolean anew) {
        var version = from;
        try {
            for (var editions = next(version); !editions.isEmpty(); editions = next(version)) {
                for (var edition : editions) {
                    if (!edition.follows(version.latest())) {
                        return new Opened(version,
                                "edition " + edition.number() + " doesn't follow on the one before");
                    }
                    version = version.after(edition);
                    projection.shown(edition, version);
                    if (anew && projection.isFull()) {
                        projection.write();
                    }
                }
            }
            return new Opened(version, null);
        } catch (EditionLog.UnreadableException unreadable) {
            return new Opened(version, String.valueOf(unreadable.getMessage()));
        }
    }

    private List<Edition> next(SiteVersion version) {
        return log.after(version.number(), EDITIONS_AT_ONCE);
    }
}
