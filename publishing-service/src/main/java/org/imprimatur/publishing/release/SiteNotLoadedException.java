package org.imprimatur.publishing.release;

/** The publisher doesn't know yet what the site holds; a moment later it will. */
final class SiteNotLoadedException extends RuntimeException {
    SiteNotLoadedException() {
        super("the site is still being loaded from its editions");
    }
}
