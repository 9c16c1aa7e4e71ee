package org.imprimatur.publishing.edition;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Editions name pages whose bytes are neither in the database nor what printing them again gives. To show something else
 * in their place would be a publication that nobody approved and no edition stands for, so the site stays as it is, or
 * closed, until somebody has brought the bytes back.
 */
final class LostPagesException extends RuntimeException {
    private static final int NAMED = 5;

    LostPagesException(Collection<PathChange> lost) {
        super(lost.size() + " pages are lost from the database and come out otherwise when printed again: "
                + lost.stream().limit(NAMED).map(page -> page.path() + " " + page.hash())
                        .collect(Collectors.joining(", ")));
    }
}
