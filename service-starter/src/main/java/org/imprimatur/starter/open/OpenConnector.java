package org.imprimatur.starter.open;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Takes the connections of a port for everybody. */
final class OpenConnector extends ServerConnector {
    /** Room for the cookies of everything else that runs under the site's name. */
    private static final int MAX_REQUEST_HEADER = 32_768;
    private static final long IDLE_AT_STOP = 100;

    OpenConnector(Server server, OpenPort port) {
        // A request is read, answered and written by the thread that selected it, so each core needs a selector.
        super(server, 1, Runtime.getRuntime().availableProcessors(), http());
        String address = port.address();
        setHost(address == null || address.isBlank() ? null : address);
        setPort(port.number());
        setIdleTimeout(port.idleTimeout().toMillis());
        // A stop waits for requests under way; readers who only keep a connection open don't hold it up.
        setShutdownIdleTimeout(IDLE_AT_STOP);
        setAcceptQueueSize(1_024);
    }

    private static HttpConnectionFactory http() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // AddressCheck refuses what isn't compliant.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER);
        // It takes 100 KB of each connection that has ever had a field of its own.
        http.setHeaderCacheSize(0);
        return new HttpConnectionFactory(http);
    }

    /**
     * Wakes the thread that accepts, if it waits for a connection to end. Interrupting it, as a stop would, may lose the
     * connection that it has just taken: the JDK's accept then throws and closes nothing, and a reader waits until the
     * process is gone. That the port is closed ends it, too.
     */
    @Override
    protected void interruptAcceptors() {
        setAccepting(true);
    }
}
