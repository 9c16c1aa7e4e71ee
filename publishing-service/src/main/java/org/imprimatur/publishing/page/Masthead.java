package org.imprimatur.publishing.page;

import java.net.URI;

/**
 * What stands on every page of this site.
 *
 * @param url the canonical public base address, without a slash at its end
 * @param name the publication's name
 * @param description one sentence on what it is, for the front page, search engines and feed readers
 */
public record Masthead(String url, String name, String description) {
    /** @throws IllegalArgumentException if the address is not an absolute http or https one */
    public Masthead {
        URI uri = URI.create(url);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                || url.endsWith("/")) {
            throw new IllegalArgumentException(
                    "The site's address must be http(s)://host without a slash at the end: " + url);
        }
    }

    /** Tells whether readers come over TLS. */
    public boolean secure() {
        return url.startsWith("https:");
    }

    String absolute(String path) {
        return url + Paths.encoded(path);
    }

    String host() {
        return URI.create(url).getHost();
    }
}
