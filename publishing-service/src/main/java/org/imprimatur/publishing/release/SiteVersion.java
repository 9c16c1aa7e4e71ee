package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.StateDigest;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;

/**
 * The site as one edition leaves it; immutable.
 *
 * @param latest the edition; absent before the first
 * @param state what the site knows of every article
 * @param placed what readers find at each path that has something
 * @param places the digest of {@code placed}
 */
record SiteVersion(@Nullable Edition latest, SiteState state, PMap<String, PathChange> placed, StateDigest places) {
    static final SiteVersion EMPTY = new SiteVersion(null, SiteState.EMPTY, Empty.map(), StateDigest.EMPTY);

    /** 0 before the first edition. */
    long number() {
        return latest == null ? 0 : latest.number();
    }

    /** What two instances that stand at the same edition must agree on. */
    String digest() {
        return state.digest().plus(places).toString();
    }

    /** Whether this is the state that its edition says it left. */
    boolean fitsItsEdition() {
        return latest == null || latest.stateDigest().equals(digest());
    }

    /** With another state and some paths changed, as the step after this edition leaves it. */
    SiteVersion with(SiteState after, Collection<PathChange> changes) {
        var nextPlaced = placed;
        var nextPlaces = places;
        for (var change : changes) {
            var old = nextPlaced.get(change.path());
            if (old != null) {
                nextPlaces = nextPlaces.minus(fact(old));
                nextPlaced = nextPlaced.minus(change.path());
            }
            if (change.hash() != null) {
                nextPlaces = nextPlaces.plus(fact(change));
                nextPlaced = nextPlaced.plus(change.path(), change);
            }
        }
        return new SiteVersion(latest, after, nextPlaced, nextPlaces);
    }

    /** As that edition, which comes next, leaves it. */
    SiteVersion after(Edition edition) {
        return with(state.after(edition.number(), edition.causes()), edition.changes()).at(edition);
    }

    /** The same, as if no article had come out of turn: for what was read from documents of several editions. */
    SiteVersion inOrder() {
        return new SiteVersion(latest, state.inOrder(), placed, places);
    }

    /** The same, standing at that edition. */
    SiteVersion at(Edition edition) {
        return new SiteVersion(edition, state, placed, places);
    }

    /** The same for readers. */
    PublicSite.Version shown(boolean whole) {
        return new PublicSite.Version(latest, state, whole);
    }

    private static List<String> fact(PathChange place) {
        return List.of("place", place.path(), Integer.toString(place.status()),
                Objects.requireNonNullElse(place.hash(), ""), Objects.requireNonNullElse(place.contentType(), ""),
                Objects.requireNonNullElse(place.location(), ""));
    }
}
