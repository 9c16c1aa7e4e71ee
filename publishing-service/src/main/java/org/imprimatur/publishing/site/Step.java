package org.imprimatur.publishing.site;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One atomic step of the site, taken but perhaps not committed yet.
 *
 * @param applied the changes that passed their article's fence, in order
 * @param affected every address whose page may have become another one; printing them shows which really did
 */
public record Step(List<ArticleChange> applied, Set<Address> affected, List<Replaced> replaced) {
    /** What {@link SiteState#undo} needs. */
    record Replaced(@Nullable SiteArticle before, SiteArticle after) {}

    /** Tells whether the events were all old news. */
    public boolean isEmpty() {
        return applied.isEmpty();
    }
}
