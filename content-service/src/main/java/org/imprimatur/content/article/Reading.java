package org.imprimatur.content.article;

import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads articles for people, as far as they may see them; every route that shows one goes through here. */
@Component
public final class Reading {
    private final ArticleLog log;
    private final ArticleStates states;
    private final Releases releases;

    Reading(ArticleLog log, ArticleStates states, Releases releases) {
        this.log = log;
        this.states = states;
        this.releases = releases;
    }

    /**
     * How far into an article's past somebody may look.
     *
     * @param lastSequence the last entry that they see
     * @param revision the only revision that they see; null for all
     */
    public record Reach(long lastSequence, @Nullable Integer revision) {}

    /** How far they may look; a 404 problem if they may not see the article. */
    public Reach reach(String id, Actor actor) {
        Current head = head(id);
        Current shown = shown(head, actor);
        return new Reach(shown.last().sequence(), shown.equals(head) ? null : (Integer) shown.article().revision());
    }

    /** What they may see of it: as it stands, or as it was approved for the public; a 404 problem if nothing. */
    Current shown(String id, Actor actor) {
        return shown(head(id), actor);
    }

    /** As it stands, for a decision about it; a 404 problem if they may not see any of it. */
    Current whole(String id, Actor actor) {
        Current head = head(id);
        shown(head, actor);
        return head;
    }

    /** As it stands, for whoever it may be; a 404 problem if there is none. */
    Current head(String id) {
        Entry last = log.last(id);
        if (last == null) {
            throw ArticleProblems.noSuchArticle(id);
        }
        return at(last);
    }

    Current at(Entry entry) {
        return new Current(entry, states.read(entry.state()), releases.of(entry.article()));
    }

    private Current shown(Current head, Actor actor) {
        Article article = head.article();
        Release release = head.release();
        return switch (Sight.of(actor, article.createdBy(), article.content().section(), release.live())) {
            case ALL -> head;
            case PUBLIC -> {
                Entry approval = log.find(article.id(), release.sequence());
                if (approval == null) {
                    throw ArticleProblems.noSuchArticle(article.id());
                }
                yield new Current(approval, states.read(approval.state()), release);
            }
            case NONE -> throw ArticleProblems.noSuchArticle(article.id());
        };
    }
}
