package org.imprimatur.publishing.edition;

import org.jspecify.annotations.Nullable;

/**
 * What an edition puts at a path.
 *
 * @param status 200, 301, 410 or 451; 404 together with no hash where nothing is left at the path
 * @param hash {@code sha256:<hex>} of the page's bytes before any encoding
 * @param location where a 301 points
 */
public record PathChange(String path, int status, @Nullable String hash, @Nullable String contentType,
        @Nullable String location) {
    /** Nothing is left at the path. */
    public static PathChange removed(String path) {
        return new PathChange(path, 404, null, null, null);
    }
}
