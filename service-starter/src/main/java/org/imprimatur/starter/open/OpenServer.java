package org.imprimatur.starter.open;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The server of a port for everybody, below servlets and Spring. It starts before there is anything to show, answering
 * 503, and stops last but one request at a time: those under way are finished.
 */
public final class OpenServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OpenServer.class);
    /** Room for the cookies of everything else that runs under the site's name. */
    private static final int MAX_REQUEST_HEADER = 32_768;
    private static final long IDLE_AT_STOP = 100;

    private final OpenPort port;
    private final Server server;
    private final ServerConnector connector;

    /**
     * @param handler answers all requests
     * @param refusals answers for what the server itself refuses
     */
    public OpenServer(OpenPort port, Handler handler, Refusals refusals) {
        this.port = port;
        var threads = new QueuedThreadPool();
        threads.setName(port.name());
        server = new Server(threads);
        connector = connector(server, port);
        server.addConnector(connector);
        // When all are taken, silent ones make room.
        server.addBean(new ConnectionLimit(port.maxConnections(), connector, port.silence()));
        server.addBean(new RequestHeadLimit(connector, port.headTimeout()));
        server.setErrorHandler(refusals);
        server.setStopTimeout(port.stopTimeout().toMillis());
        server.setHandler(new GracefulHandler(new AddressCheck(handler, refusals)));
    }

    private static ServerConnector connector(Server server, OpenPort port) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // AddressCheck refuses what isn't compliant.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER);
        // A request is read, answered and written by the thread that selected it, so each core needs a selector.
        var connector = new ServerConnector(server, -1, Runtime.getRuntime().availableProcessors(),
                new HttpConnectionFactory(http));
        String address = port.address();
        connector.setHost(address == null || address.isBlank() ? null : address);
        connector.setPort(port.number());
        connector.setIdleTimeout(port.idleTimeout().toMillis());
        // A stop waits for requests under way; readers who only keep a connection open don't hold it up.
        connector.setShutdownIdleTimeout(IDLE_AT_STOP);
        connector.setAcceptQueueSize(1_024);
        return connector;
    }

    /** The port to connect to. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void start() {
        try {
            server.start();
            LOG.info("The {} port is {}", port.name(), port());
        } catch (Exception failure) {
            throw new IllegalStateException("The " + port.name() + " port " + connector.getPort()
                    + " can't be opened: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (Exception failure) {
            LOG.warn("The server of the {} port did not stop cleanly: {}", port.name(), failure.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    /** Beside the web server of the staff API, so that everybody is served while everything else starts and stops. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_048;
    }
}
