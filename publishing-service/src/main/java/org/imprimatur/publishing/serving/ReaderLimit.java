package org.imprimatur.publishing.serving;

import java.time.Duration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.LoggerFactory;

/** How many connections are served at once. The others wait in the system's queue until one of these ends. */
final class ReaderLimit extends NetworkConnectionLimit {
    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(ReaderLimit.class));
    private final int most;

    /** @param silence how long a connection may be silent while all are taken */
    ReaderLimit(int most, ServerConnector connector, Duration silence) {
        super(most, connector);
        this.most = most;
        setEndPointIdleTimeout(silence.toMillis());
    }

    @Override
    protected void limit() {
        complaints.say("All connections to the public port are taken", most);
        super.limit();
    }
}
