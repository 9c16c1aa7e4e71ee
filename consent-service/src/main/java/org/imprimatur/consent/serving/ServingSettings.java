package org.imprimatur.consent.serving;

import java.time.Duration;
import org.imprimatur.starter.admission.Room;
import org.imprimatur.starter.open.OpenPort;
import org.imprimatur.starter.open.RouteHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The visitors' port.
 *
 * @param address the network address it is bound to; empty for all that the machine has
 * @param number 0 for any free one
 * @param maxConnections how many are served at once; others wait until one of these ends
 * @param idleTimeout after which a silent connection is closed
 * @param headTimeout how long a request's line and fields may take to arrive
 * @param bodyTimeout how long a choice may take to arrive
 * @param maxBody how long a choice may be
 * @param atOnce how many requests are worked on at once; as many wait for their turn
 * @param patience for how long they do
 * @param stopTimeout how long requests under way may take when the service stops
 */
@ConfigurationProperties("imprimatur.visitors.port")
record ServingSettings(@Nullable String address, int number, int maxConnections, Duration idleTimeout,
        Duration headTimeout, Duration bodyTimeout, DataSize maxBody, int atOnce, Duration patience,
        Duration stopTimeout) {

    OpenPort openPort() {
        return new OpenPort("visitors", address, number, maxConnections, bodyTimeout.multipliedBy(2), idleTimeout,
                headTimeout, stopTimeout);
    }

    Room room() {
        return new Room(atOnce, atOnce, patience);
    }

    RouteHandler.Limits limits() {
        return new RouteHandler.Limits(Math.toIntExact(maxBody.toBytes()), bodyTimeout);
    }
}
