package org.imprimatur.publishing.desk;

import org.imprimatur.publishing.edition.Edition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edition as staff sees it.
 *
 * @param format 1 for editions of earlier builds, whose hash is over all other fields but {@code format}, {@code press}
 *     and {@code manifest}; 2 for those whose hash is over all others but {@code press} and {@code changes}
 * @param manifest the root over the changes, and their number; absent in format 1
 * @param hash {@code sha256:<hex>} of the RFC 8785 JSON of those fields
 */
record EditionView(long number, int format, Instant committedAt, String templateVersion, List<?> causes,
        List<?> changes,
        @Nullable Object manifest, List<?> outcomes, String stateDigest, String previousHash, String hash,
        String press) {
    static EditionView of(Edition edition) {
        Map<String, Object> facts = edition.facts();
        return new EditionView(edition.number(), edition.format(), edition.committedAt(), edition.templateVersion(),
                (List<?>) facts.getOrDefault("causes", List.of()), edition.changesAsFacts(), facts.get("manifest"),
                (List<?>) facts.getOrDefault("outcomes", List.of()), edition.stateDigest(),
                edition.previousHash(), edition.hash(), edition.publisher());
    }
}
