package org.imprimatur.publishing.serving;

import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import org.imprimatur.starter.admission.Room;
import org.imprimatur.starter.open.OpenPort;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The public port.
 *
 * @param address the network address it is bound to; empty for all that the machine has
 * @param port 0 for any free one
 * @param maxConnections how many are served at once; others wait until one of these ends
 * @param idleTimeout after which a silent connection is closed
 * @param headTimeout how long a request's line and fields may take to arrive
 * @param bodyTimeout how long a choice may take to arrive
 * @param consentUrl the consent service, as this machine reaches it
 * @param consentTimeout how long it may take before visitors are told that it is away
 * @param consentAtOnce how many requests to it are under way at once; whoever comes then is told to come again
 * @param stopTimeout how long requests under way may take when the service stops
 * @param pageCache how much memory the bytes of pages may take that are most asked for
 * @param blockedBy the address of whoever keeps back what may not be shown for legal reasons
 */
@ConfigurationProperties("imprimatur.public")
record PublicSettings(@Nullable String address, int port, int maxConnections, Duration idleTimeout,
        Duration headTimeout, Duration bodyTimeout, URI consentUrl, Duration consentTimeout, int consentAtOnce,
        Duration stopTimeout, DataSize pageCache, URI blockedBy) {

    /** Two of three may wait, but for less than a moment of a visitor's. */
    Room consentRoom() {
        return new Room(consentAtOnce, 2 * consentAtOnce, Duration.ofMillis(500));
    }

    /** The port as its server needs it: those who wait for the consent service are no silent ones. */
    OpenPort openPort() {
        return new OpenPort("public", address, port, maxConnections, consentTimeout.multipliedBy(2), idleTimeout,
                headTimeout, stopTimeout);
    }
}
