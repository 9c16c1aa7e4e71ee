package org.imprimatur.publishing.release;

import java.util.Collection;
import java.util.List;
import org.imprimatur.publishing.site.ArticleChange.Approved;

/** Knows how far the newsroom's decisions have been read and carried out. */
public interface ReadProgress {
    /**
     * Of those approvals, which are all due, the ones about whose articles nothing is left unread that the broker had
     * when they were first asked about. Ask again for the others later.
     *
     * @throws RuntimeException if the broker doesn't say
     */
    List<Approved> caughtUp(Collection<Approved> due);
}
