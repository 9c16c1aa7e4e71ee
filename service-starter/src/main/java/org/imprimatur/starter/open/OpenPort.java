package org.imprimatur.starter.open;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A port for everybody: where it is, and how much and how long it bears.
 *
 * @param name of its threads, and of the port in the log
 * @param address the network address it is bound to; empty for all that the machine has
 * @param number 0 for any free one
 * @param maxConnections how many are served at once; others wait until one of these ends
 * @param silence how long a connection may be silent while all are taken
 * @param idleTimeout after which a silent connection is closed
 * @param headTimeout how long a request's line and fields may take to arrive
 * @param stopTimeout how long requests under way may take when the service stops
 */
public record OpenPort(String name, @Nullable String address, int number, int maxConnections, Duration silence,
        Duration idleTimeout, Duration headTimeout, Duration stopTimeout) {}
