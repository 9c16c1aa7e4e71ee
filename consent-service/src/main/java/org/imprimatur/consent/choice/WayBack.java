package org.imprimatur.consent.choice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The way back to the page of this site that a visitor came from.
 *
 * @param path and query, beginning with one slash; never another site's address
 */
record WayBack(String path) {
    private static final int LONGEST = 500;
    /** Browsers take a second slash, either way it leans, for the beginning of another site's name. */
    private static final String OF_THIS_SITE = "/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*";

    static WayBack of(@Nullable String asked) {
        return new WayBack(asked != null && asked.length() <= LONGEST && asked.matches(OF_THIS_SITE) ? asked : "/");
    }

    /**
     * The same, but for the service's own pages, which lead to each other.
     *
     * @param own where their addresses begin
     */
    static WayBack outOf(@Nullable String page, String own) {
        return of(page != null && page.startsWith(own) ? null : page);
    }

    /** What takes it along in an address that has parameters; empty where there is only the front page. */
    String parameter() {
        return path.equals("/") ? "" : "&back=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
