package org.imprimatur.publishing.search;

import java.util.HashMap;
import java.util.Map;
import org.imprimatur.publishing.edition.Edition;
import org.jspecify.annotations.Nullable;

/**
 * Which edition an index on disk goes with: it has all that was live then, and may have some of what came since.
 *
 * @param edition 0 before the first
 * @param hash of that edition; empty before the first
 */
record Stamp(long edition, String hash) {
    /** Raised whenever texts are taken apart otherwise, or something else is kept of them. */
    private static final String FORM = "1";

    static Stamp of(@Nullable Edition edition) {
        return edition == null ? new Stamp(0, "") : new Stamp(edition.number(), edition.hash());
    }

    Map<String, String> written() {
        return Map.of("form", FORM, "edition", Long.toString(edition), "hash", hash);
    }

    /** What was written; null if that is of another form, or nothing. */
    static @Nullable Stamp read(Iterable<Map.Entry<String, String>> written) {
        var found = new HashMap<String, String>();
        written.forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        String edition = found.get("edition");
        String hash = found.get("hash");
        return FORM.equals(found.get("form")) && edition != null && hash != null
                ? new Stamp(Long.parseLong(edition), hash)
                : null;
    }
}
