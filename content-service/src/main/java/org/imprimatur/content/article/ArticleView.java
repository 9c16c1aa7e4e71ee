package org.imprimatur.content.article;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article as the API shows it.
 *
 * @param actions the steps that this caller may take now; left out of lists
 * @param content the fields that were sent; lists leave out the body
 * @param movedOn where the article stands now, if this is the repeated answer to a request after which others decided
 */
public record ArticleView(String id, DraftState state, int revision, String revisionHash, Publication publication,
        @Nullable List<String> actions, Map<String, Object> content, String createdBy, Instant createdAt,
        Instant updatedAt, @Nullable MovedOn movedOn) {

    /** What became of an article since; its {@code etag} is the one to go on with. */
    record MovedOn(String etag, DraftState state, int revision) {
        private static MovedOn to(Current present) {
            return new MovedOn(present.tag(), present.article().state(), present.article().revision());
        }
    }

    static ArticleView whole(Outcome outcome, Set<Action> open, Instant now) {
        Article article = outcome.current().article();
        Publication publication = Publication.of(article, outcome.current().release(), now);
        Current since = outcome.since();
        return view(article, outcome.certain() ? publication : publication.revoking(), ArticleProblems.slugs(open),
                article.content().members(), since == null ? null : MovedOn.to(since));
    }

    /** For lists. */
    public static ArticleView summary(Article article, Release release, Instant now) {
        Map<String, Object> content = article.content().members();
        content.remove("body");
        return view(article, Publication.of(article, release, now), null, content, null);
    }

    private static ArticleView view(Article article, Publication publication, @Nullable List<String> actions,
            Map<String, Object> content, @Nullable MovedOn movedOn) {
        return new ArticleView(article.id(), article.state(), article.revision(), article.revisionHash(), publication,
                actions, content, article.createdBy(), article.createdAt(), article.updatedAt(), movedOn);
    }
}
