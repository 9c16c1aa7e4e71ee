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
 */
public record ArticleView(String id, DraftState state, int revision, String revisionHash, Publication publication,
        @Nullable List<String> actions, Map<String, Object> content, String createdBy, Instant createdAt,
        Instant updatedAt) {

    static ArticleView whole(Article article, Release release, Set<Action> open) {
        return view(article, release, ArticleProblems.slugs(open), article.content().members());
    }

    /** For lists. */
    public static ArticleView summary(Article article, Release release) {
        Map<String, Object> content = article.content().members();
        content.remove("body");
        return view(article, release, null, content);
    }

    private static ArticleView view(Article article, Release release, @Nullable List<String> actions,
            Map<String, Object> content) {
        return new ArticleView(article.id(), article.state(), article.revision(), article.revisionHash(),
                Publication.of(article, release), actions, content, article.createdBy(), article.createdAt(),
                article.updatedAt());
    }
}
