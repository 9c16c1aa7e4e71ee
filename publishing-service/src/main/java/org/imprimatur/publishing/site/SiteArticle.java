package org.imprimatur.publishing.site;

import java.util.SortedSet;
import java.util.TreeSet;
import org.imprimatur.publishing.site.ArticleChange.ApprovalRevoked;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.ArticleChange.TakenDown;
import org.imprimatur.publishing.site.ArticleChange.Withdrawn;
import org.jspecify.annotations.Nullable;

/**
 * All the site remembers of one article.
 *
 * @param fence the highest sequence applied; what is not above it is old news and changes nothing
 * @param story the newest revision that was ever live; absent if the article was called off before it ever was
 * @param formerPaths every other address the article was ever live at
 */
public record SiteArticle(String articleId, long fence, Standing standing, @Nullable Story story,
        SortedSet<String> formerPaths) {
    /** The state after a change; the very same instance if the fence, or a takedown, keeps the change out. */
    static @Nullable SiteArticle evolve(@Nullable SiteArticle before, ArticleChange change) {
        if (before != null && (change.sequence() <= before.fence || before.standing == Standing.TAKEN_DOWN)) {
            return before;
        }
        return switch (change) {
            case Approved(var story) -> new SiteArticle(story.articleId(), story.sequence(), Standing.LIVE, story,
                    before == null ? new TreeSet<>() : before.pathsLeftBehindBy(story));
            case Withdrawn withdrawn -> withoutPage(before, withdrawn, Standing.WITHDRAWN);
            case TakenDown takenDown -> withoutPage(before, takenDown, Standing.TAKEN_DOWN);
            case ApprovalRevoked _ -> before;
        };
    }

    boolean isLive() {
        return standing == Standing.LIVE;
    }

    private SortedSet<String> pathsLeftBehindBy(Story next) {
        var paths = new TreeSet<>(formerPaths);
        if (story != null) {
            paths.add(story.path());
        }
        paths.remove(next.path());
        return paths;
    }

    private static SiteArticle withoutPage(@Nullable SiteArticle before, ArticleChange change, Standing standing) {
        return before == null
                ? new SiteArticle(change.articleId(), change.sequence(), standing, null, new TreeSet<>())
                : new SiteArticle(before.articleId, change.sequence(), standing, before.story, before.formerPaths);
    }
}
