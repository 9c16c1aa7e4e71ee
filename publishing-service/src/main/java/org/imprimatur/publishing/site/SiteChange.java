package org.imprimatur.publishing.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/** The next state in the making: replaces article by article and notes which addresses that touches. */
final class SiteChange {
    private final Touched touched;
    private PMap<String, SiteArticle> articles;
    private PMap<String, PSortedSet<String>> claims;
    private Shelf all;
    private PMap<Section, Shelf> sections;
    private PMap<Tag, Shelf> tags;
    private PSortedSet<Approved> waiting;
    private StateDigest digest;

    SiteChange(SiteState from) {
        articles = from.articles();
        claims = from.claims();
        all = from.all();
        sections = from.sections();
        tags = from.tags();
        waiting = from.waitingByRelease();
        digest = from.digest();
        touched = new Touched(all.size());
    }

    @Nullable
    SiteArticle article(String articleId) {
        return articles.get(articleId);
    }

    SiteState state() {
        return new SiteState(articles, claims, all, sections, tags, waiting, digest);
    }

    Set<Address> affected() {
        return touched.addresses(all.size(), sections);
    }

    void replace(@Nullable SiteArticle before, SiteArticle after) {
        articles = articles.plus(after.articleId(), after);
        digest = digest.plus(fact(after));
        waiting = waiting.plusAll(after.waiting());
        if (before != null) {
            digest = digest.minus(fact(before));
            waiting = waiting
                    .minusAll(before.waiting().stream().filter(one -> !after.waiting().contains(one)).toList());
            if (sameToReaders(before, after)) {
                return;
            }
        }
        place(before, after);
        relabel(before, after);
        if (before != null) {
            touched.article(before);
        }
        touched.article(after);
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
        Story left = before == null ? null : before.story();
        Story entered = after.story();
        if (left != null && entered != null && left.section() == entered.section()) {
            move(left, entered, after.isLive());
        } else {
            if (left != null) {
                takeAway(left);
            }
            if (entered != null) {
                putUp(entered, after.isLive());
            }
        }
    }

    private void move(Story left, Story entered, boolean live) {
        int size = shelf(entered.section()).size();
        var without = shelf(entered.section()).without(left);
        var with = without.shelf().with(entered, live);
        sections = sections.plus(entered.section(), with.shelf());
        touched.section(entered.section(), size, Math.min(without.rank(), with.rank()),
                Math.max(without.rank(), with.rank()));
        without = all.without(left);
        with = without.shelf().with(entered, live);
        all = with.shelf();
        touched.site(Math.min(without.rank(), with.rank()), Math.max(without.rank(), with.rank()));
    }

    private void takeAway(Story story) {
        int size = shelf(story.section()).size();
        var without = shelf(story.section()).without(story);
        sections = sections.plus(story.section(), without.shelf());
        touched.section(story.section(), size, without.rank(), size);
        without = all.without(story);
        all = without.shelf();
        touched.site(without.rank(), all.size() + 1);
    }

    private void putUp(Story story, boolean live) {
        int size = shelf(story.section()).size();
        var with = shelf(story.section()).with(story, live);
        sections = sections.plus(story.section(), with.shelf());
        touched.section(story.section(), size, with.rank(), size + 1);
        with = all.with(story, live);
        all = with.shelf();
        touched.site(with.rank(), all.size());
    }

    /** Moves the article's claims on paths, and its place under its tags. */
    private void relabel(@Nullable SiteArticle before, SiteArticle after) {
        if (before != null && before.story() != null) {
            claimed(before).forEach(path -> disclaim(path, before.articleId()));
            if (before.isLive()) {
                Tag.ofAll(before.story().tags()).forEach(tag -> untag(tag, before.story()));
            }
        }
        Story story = after.story();
        if (story != null) {
            claimed(after).forEach(path -> claims = claims.plus(path,
                    claims.getOrDefault(path, Empty.sortedSet()).plus(after.articleId())));
            if (after.isLive()) {
                Tag.ofAll(story.tags()).forEach(
                        tag -> tags = tags.plus(tag, tags.getOrDefault(tag, Shelf.EMPTY).with(story, true).shelf()));
            }
        }
    }

    private void disclaim(String path, String articleId) {
        var left = claims.getOrDefault(path, Empty.sortedSet()).minus(articleId);
        claims = left.isEmpty() ? claims.minus(path) : claims.plus(path, left);
    }

    private void untag(Tag tag, Story story) {
        var left = tags.getOrDefault(tag, Shelf.EMPTY).without(story).shelf();
        tags = left.size() == 0 ? tags.minus(tag) : tags.plus(tag, left);
    }

    private Shelf shelf(Section section) {
        return sections.getOrDefault(section, Shelf.EMPTY);
    }

    private static Set<String> claimed(SiteArticle article) {
        return article.story() == null ? article.formerPaths() : article.formerPaths().plus(article.story().path());
    }
}
