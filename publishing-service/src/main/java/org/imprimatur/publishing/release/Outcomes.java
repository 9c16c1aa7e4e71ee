package org.imprimatur.publishing.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.edition.Outcome;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.publishing.site.Standing;
import org.imprimatur.publishing.site.Step;
import org.jspecify.annotations.Nullable;

/** Reckons what a step of the site comes to for each of its articles. */
final class Outcomes {
    private Outcomes() {}

    /**
     * What the step comes to, for each article once.
     *
     * @param placed what readers find at each path after it
     */
    static List<Outcome> of(Step step, Map<String, PathChange> placed) {
        var ids = new LinkedHashSet<String>();
        step.applied().forEach(change -> ids.add(change.articleId()));
        var outcomes = new ArrayList<Outcome>();
        for (var id : ids) {
            var last = step.applied().stream().filter(change -> change.articleId().equals(id)).toList().getLast();
            var outcome = last instanceof ArticleChange.GivenUp
                    ? new Outcome(id, last.sequence(), Outcome.FAILED, 0, null, null, null)
                    : of(step.before().get(id), step.after().article(id).orElseThrow(), last, placed);
            if (outcome != null) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static @Nullable Outcome of(@Nullable SiteArticle before, SiteArticle after, ArticleChange last,
            Map<String, PathChange> placed) {
        var story = after.story();
        if (after.standing() == Standing.LIVE && story != null) {
            boolean same = before != null && before.standing() == Standing.LIVE && before.story() != null
                    && before.story().sequence() == story.sequence();
            var place = placed.get(story.path());
            return same || place == null
                    ? null
                    : new Outcome(after.articleId(), story.sequence(), 200, story.revision(), story.path(),
                            place.hash(), story.approvedAt());
        }
        boolean left = before != null && before.standing() == Standing.LIVE;
        String path = switch (last) {
            case ArticleChange.Withdrawn withdrawn -> story == null ? withdrawn.path() : story.path();
            case ArticleChange.TakenDown takenDown -> story == null ? takenDown.path() : story.path();
            default -> left && story != null ? story.path() : null;
        };
        int status = after.standing() == Standing.TAKEN_DOWN ? 451 : 410;
        return path == null ? null : new Outcome(after.articleId(), last.sequence(), status, 0, path, null, null);
    }
}
