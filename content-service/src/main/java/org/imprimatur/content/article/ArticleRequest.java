package org.imprimatur.content.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An article's content as it comes in, before anybody has looked at it. */
record ArticleRequest(@Nullable String headline, @Nullable String standfirst, @Nullable String body,
        @Nullable String section, @Nullable String slug, @Nullable List<@Nullable String> tags,
        @Nullable String byline, @Nullable SourceRequest source, @Nullable String language) {

    /** Where the story was taken from. */
    record SourceRequest(@Nullable String name, @Nullable String url) {}
}
