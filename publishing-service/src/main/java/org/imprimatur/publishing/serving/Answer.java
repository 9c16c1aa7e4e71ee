package org.imprimatur.publishing.serving;

import java.util.Objects;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.page.Paths;
import org.imprimatur.starter.open.Coding;

/**
 * What stands at a path, without its bytes: enough to say where it is, that it has moved or that it hasn't changed.
 *
 * @param address the path as it stands in links; in any other spelling it is another address
 */
record Answer(PathChange page, String address) {
    private static final String ASSETS = "/assets/";

    static Answer of(PathChange page) {
        String encoded = Paths.encoded(page.path());
        return new Answer(page, encoded.equals(page.path()) ? page.path() : encoded);
    }

    String path() {
        return page.path();
    }

    int status() {
        return page.status();
    }

    /** {@code sha256:<hex>} of the plain bytes. */
    String hash() {
        return Objects.requireNonNull(page.hash());
    }

    String contentType() {
        return Objects.requireNonNull(page.contentType());
    }

    /** The entity tag: the hash's digits, and what tells the coding from others. */
    String tag(Coding coding) {
        String hash = hash();
        return '"' + hash.substring(hash.indexOf(':') + 1) + coding.suffix() + '"';
    }

    /** Whether readers keep it for good: its name changes with its bytes. */
    boolean isAsset() {
        return page.path().startsWith(ASSETS);
    }
}
