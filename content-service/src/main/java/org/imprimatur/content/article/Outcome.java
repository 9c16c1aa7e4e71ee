package org.imprimatur.content.article;

import org.jspecify.annotations.Nullable;

/**
 * What a request has led to.
 *
 * @param certain whether it can't fail any more; false for a revocation that may come too late
 * @param since the article as others have left it since, if the request is a repeated one and they have
 */
record Outcome(Current current, boolean certain, @Nullable Current since) {
    static Outcome of(Current current) {
        return new Outcome(current, true, null);
    }

    /** What the caller's next step has to be based on. */
    Current present() {
        return since == null ? current : since;
    }
}
