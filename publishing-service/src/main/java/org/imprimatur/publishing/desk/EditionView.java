package org.imprimatur.publishing.desk;

import org.imprimatur.publishing.edition.Edition;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An edition as staff sees it.
 *
 * @param hash over the other fields but {@code press}: {@code sha256:<hex>} of their RFC 8785 JSON
 */
record EditionView(long number, Instant committedAt, String templateVersion, List<?> causes, List<?> changes,
        List<?> outcomes, String stateDigest, String previousHash, String hash, String press) {
    static EditionView of(Edition edition) {
        Map<String, Object> facts = edition.facts();
        return new EditionView(edition.number(), edition.committedAt(), edition.templateVersion(),
                (List<?>) facts.getOrDefault("causes", List.of()), (List<?>) facts.getOrDefault("changes", List.of()),
                (List<?>) facts.getOrDefault("outcomes", List.of()), edition.stateDigest(),
                edition.previousHash(), edition.hash(), edition.publisher());
    }
}
