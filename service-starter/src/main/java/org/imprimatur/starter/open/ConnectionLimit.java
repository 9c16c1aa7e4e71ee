package org.imprimatur.starter.open;

import java.time.Duration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.LoggerFactory;

/** How many connections are served at once. The others wait in the system's queue until one of these ends. */
final class ConnectionLimit extends NetworkConnectionLimit {
    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(ConnectionLimit.class));
    private final int most;

    /** @param silence how long a connection may be silent while all are taken */
    ConnectionLimit(int most, ServerConnector connector, Duration silence) {
        super(most, connector);
        this.most = most;
        setEndPointIdleTimeout(silence.toMillis());
    }

    @Override
    protected void limit() {
        complaints.say("All connections to a port for everybody are taken", most);
        super.limit();
    }
}
