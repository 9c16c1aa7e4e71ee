package org.imprimatur.consent.choice;

import java.net.URI;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps other sites from choosing in a visitor's name. Browsers say where a request comes from, in a way pages can't
 * forge: {@code Sec-Fetch-Site} (W3C Fetch Metadata), or {@code Origin} (RFC 6454) where they don't know that yet. A
 * request with neither comes from no page.
 */
@Component
class SameSite {
    private static final Problem CROSS_SITE = new Problem("cross-site", "Only the site itself may send a choice", 403);

    private final String siteOrigin;

    SameSite(VisitorSettings settings) {
        URI site = settings.siteUrl();
        this.siteOrigin = site.getScheme() + "://" + site.getAuthority();
    }

    /** Ends the request with 403 if it was made by a page of another site. */
    void require(Asked request) {
        String fetchSite = request.field("Sec-Fetch-Site");
        String origin = request.field("Origin");
        boolean own = fetchSite != null
                ? fetchSite.equals("same-origin") || fetchSite.equals("none")
                : origin == null || origin.equals(siteOrigin) || isOfHost(origin, request.field("Host"));
        if (!own) {
            throw new ProblemException(CROSS_SITE, "The request was made by a page of another site.");
        }
    }

    /** The path and query of the page of this site whose link was followed; null where none was, or nobody says. */
    @Nullable
    String page(Asked request) {
        String referer = request.field("Referer");
        int path = referer == null ? -1 : referer.indexOf('/', referer.indexOf("//") + 2);
        if (referer == null || path < 0) {
            return null;
        }
        String origin = referer.substring(0, path);
        return origin.equals(siteOrigin) || isOfHost(origin, request.field("Host")) ? referer.substring(path) : null;
    }

    /** The service may be asked under a name of its own; browsers don't let pages choose the Host field. */
    private static boolean isOfHost(String origin, @Nullable String host) {
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
