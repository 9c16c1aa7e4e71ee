package org.imprimatur.publishing.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.imprimatur.publishing.site.PagedStories.Slot;
import org.imprimatur.publishing.site.SiteArticle.Place;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/** The next state in the making: replaces article by article. */
final class SiteChange {
    private PMap<String, SiteArticle> articles;
    private PMap<String, PSortedSet<String>> claims;
    private PagedStories all;
    private PMap<Section, PagedStories> sections;
    private Listings listings;
    private PSortedSet<Waiting> waiting;
    private StateDigest digest;

    SiteChange(SiteState from) {
        articles = from.articles();
        claims = from.claims();
        all = from.all();
        sections = from.sections();
        listings = from.listings();
        waiting = from.waitingByRelease();
        digest = from.digest();
    }

    /** Tells whether the change passed its fence and made a difference. */
    boolean apply(ArticleChange change, long edition, int cause) {
        var known = articles.get(change.articleId());
        var after = SiteArticle.evolve(known, change, edition, cause);
        if (after == null || after.equals(known)) {
            return false;
        }
        remember(known, after);
        if (known == null || !sameToReaders(known, after)) {
            relabel(known, after);
            place(known, after);
        }
        return true;
    }

    /** Takes articles in of which nothing is known here; their places are taken in the order in which they once were. */
    void restore(Collection<SiteArticle> restored) {
        for (var article : restored) {
            remember(null, article);
            relabel(null, article);
        }
        restored.stream().flatMap(article -> article.places().stream().map(place -> new Taken(place, article)))
                .sorted(Comparator.comparing(Taken::place, Place.AS_TAKEN))
                .forEach(taken -> put(taken.article(), taken.place()));
    }

    private record Taken(Place place, SiteArticle article) {}

    SiteState state() {
        return new SiteState(articles, claims, all, sections, listings, waiting, digest);
    }

    private void remember(@Nullable SiteArticle before, SiteArticle after) {
        articles = articles.plus(after.articleId(), after);
        digest = digest.plus(fact(after));
        waiting = waiting.plusAll(after.waiting());
        if (before != null) {
            digest = digest.minus(fact(before));
            waiting = waiting
                    .minusAll(before.waiting().stream().filter(one -> !after.waiting().contains(one)).toList());
        }
    }

    /** A story that begins or ceases to wait changes no page. */
    private static boolean sameToReaders(SiteArticle before, SiteArticle after) {
        return before.standing() == after.standing() && Objects.equals(before.story(), after.story())
                && before.formerPaths().equals(after.formerPaths());
    }

    /** What two folds must agree on; the words are in it by their revision's hash. */
    private static List<String> fact(SiteArticle article) {
        var fact = new ArrayList<>(List.of("article", article.articleId(), Long.toString(article.fence()),
                article.standing().name(), article.story() == null ? "" : name(article.story())));
        fact.addAll(article.formerPaths());
        fact.add("waiting");
        article.waiting().forEach(one -> fact.add(name(one.story())));
        return fact;
    }

    private static String name(Story story) {
        return story.sequence() + " " + story.revisionHash() + " " + story.path() + " " + story.date() + " "
                + story.due();
    }

    private void place(@Nullable SiteArticle before, SiteArticle after) {
        for (var place : after.places()) {
            if (before == null || !before.places().contains(place)
                    || !Objects.equals(before.shownOn(place.date()), after.shownOn(place.date()))
                    || !Objects.equals(before.shownAt(place), after.shownAt(place))) {
                put(after, place);
            }
        }
    }

    private void put(SiteArticle article, Place place) {
        var inSection = new Slot(place.date(), article.articleId(), article.shownAt(place));
        var list = sections.getOrDefault(place.section(), SiteState.EMPTY.section(place.section()));
        sections = sections.plus(place.section(), list.with(inSection));
        var shown = article.shownOn(place.date());
        all = all.with(Objects.equals(shown, inSection.story())
                ? inSection
                : new Slot(place.date(), article.articleId(), shown));
    }

    /** Moves the article's claims on paths, and its places under its tags and authors. */
    private void relabel(@Nullable SiteArticle before, SiteArticle after) {
        if (before != null && before.story() != null) {
            before.paths().forEach(path -> disclaim(path, before.articleId()));
            if (before.isLive()) {
                listings = listings.without(before.story());
            }
        }
        Story story = after.story();
        if (story != null) {
            after.paths().forEach(path -> claims = claims.plus(path,
                    claims.getOrDefault(path, Empty.sortedSet()).plus(after.articleId())));
            if (after.isLive()) {
                listings = listings.with(story);
            }
        }
    }

    private void disclaim(String path, String articleId) {
        var left = claims.getOrDefault(path, Empty.sortedSet()).minus(articleId);
        claims = left.isEmpty() ? claims.minus(path) : claims.plus(path, left);
    }
}
