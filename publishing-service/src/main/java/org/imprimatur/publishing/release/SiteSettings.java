package org.imprimatur.publishing.release;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The publication.
 *
 * @param url the canonical public base address, without a slash at its end
 */
@ConfigurationProperties("imprimatur.site")
record SiteSettings(String url, String name, String description) {}
