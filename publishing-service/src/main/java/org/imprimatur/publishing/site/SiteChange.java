package org.imprimatur.publishing.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/** The next state in the making: replaces article by article. */
final class SiteChange {
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
        tags = from.shelvesByTag();
        waiting = from.waitingByRelease();
        digest = from.digest();
    }

    @Nullable
    SiteArticle article(String articleId) {
        return articles.get(articleId);
    }

    SiteState state() {
        return new SiteState(articles, claims, all, sections, tags, waiting, digest);
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
        sections = sections.plus(entered.section(), shelf(entered.section()).without(left).with(entered, live));
        all = all.without(left).with(entered, live);
    }

    private void takeAway(Story story) {
        sections = sections.plus(story.section(), shelf(story.section()).without(story));
        all = all.without(story);
    }

    private void putUp(Story story, boolean live) {
        sections = sections.plus(story.section(), shelf(story.section()).with(story, live));
        all = all.with(story, live);
    }

    /** Moves the article's claims on paths, and its place under its tags. */
    private void relabel(@Nullable SiteArticle before, SiteArticle after) {
        if (before != null && before.story() != null) {
            before.paths().forEach(path -> disclaim(path, before.articleId()));
            if (before.isLive()) {
                Tag.ofAll(before.story().tags()).forEach(tag -> untag(tag, before.story()));
            }
        }
        Story story = after.story();
        if (story != null) {
            after.paths().forEach(path -> claims = claims.plus(path,
                    claims.getOrDefault(path, Empty.sortedSet()).plus(after.articleId())));
            if (after.isLive()) {
                Tag.ofAll(story.tags()).forEach(
                        tag -> tags = tags.plus(tag, tags.getOrDefault(tag, Shelf.EMPTY).with(story, true)));
            }
        }
    }

    private void disclaim(String path, String articleId) {
        var left = claims.getOrDefault(path, Empty.sortedSet()).minus(articleId);
        claims = left.isEmpty() ? claims.minus(path) : claims.plus(path, left);
    }

    private void untag(Tag tag, Story story) {
        var left = tags.getOrDefault(tag, Shelf.EMPTY).without(story);
        tags = left.size() == 0 ? tags.minus(tag) : tags.plus(tag, left);
    }

    private Shelf shelf(Section section) {
        return sections.getOrDefault(section, Shelf.EMPTY);
    }
}
