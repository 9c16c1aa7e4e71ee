package org.imprimatur.consent.choice;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How visitors reach the service.
 *
 * @param siteUrl the public site, first party to its visitors
 * @param publicPath where below the site this service's addresses begin
 * @param cookieSecure whether cookies are sent over TLS only; false on a machine of one's own
 */
@ConfigurationProperties("imprimatur.visitors")
record VisitorSettings(URI siteUrl, String publicPath, boolean cookieSecure) {

    /** An address of this service as a path on the public site. */
    String publicPath(String path) {
        return publicPath + path;
    }
}
