package org.imprimatur.publishing.site;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One atomic step of the site, reckoned but not committed yet.
 *
 * @param after the site as the step leaves it
 * @param applied the changes that passed their article's fence, in order
 * @param affected every address whose page may have become another one; printing them shows which really did
 * @param before what the site knew of each article that the step touches; absent where it knew nothing
 */
public record Step(SiteState after, List<ArticleChange> applied, Set<Address> affected,
        Map<String, @Nullable SiteArticle> before) {
    /** Tells whether the changes were all old news. */
    public boolean isEmpty() {
        return applied.isEmpty();
    }
}
