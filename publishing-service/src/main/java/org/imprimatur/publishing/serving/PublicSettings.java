package org.imprimatur.publishing.serving;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The public port.
 *
 * @param port 0 for any free one
 * @param consentUrl the consent service, as this machine reaches it
 * @param consentTimeout how long it may take before visitors are told that it is away
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout how long requests under way may take when the service stops
 */
@ConfigurationProperties("imprimatur.public")
record PublicSettings(int port, URI consentUrl, Duration consentTimeout, Duration idleTimeout, Duration stopTimeout) {}
