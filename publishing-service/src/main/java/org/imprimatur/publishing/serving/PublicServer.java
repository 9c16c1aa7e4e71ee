package org.imprimatur.publishing.serving;

import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.imprimatur.starter.sender.Senders;
import org.springframework.context.SmartLifecycle;

/**
 * The public port's own server, below servlets and Spring. It starts before there is anything to show, answering 503,
 * and stops last but one request at a time: those under way are finished.
 */
public final class PublicServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PublicServer.class);
    /** Room for the cookies of everything else that runs under the site's name. */
    private static final int MAX_REQUEST_HEADER = 32_768;
    private static final long IDLE_AT_STOP = 100;

    private final Server server;
    private final ServerConnector connector;

    PublicServer(PublicSettings settings, URI site, PublicPages pages, Headers headers, Refusals refusals,
            Senders senders) {
        var threads = new QueuedThreadPool();
        threads.setName("public");
        server = new Server(threads);
        connector = connector(server, settings);
        server.addConnector(connector);
        // When all are taken, silent ones make room, but not those that wait for the consent service.
        server.addBean(new ReaderLimit(settings.maxConnections(), connector,
                settings.consentTimeout().multipliedBy(2)));
        server.addBean(new RequestHeadLimit(connector, settings.headTimeout()));
        server.setErrorHandler(refusals);
        server.setStopTimeout(settings.stopTimeout().toMillis());
        var proxy = new ConsentProxy(settings.consentUrl(), site, settings.consentTimeout(), refusals, senders);
        server.setHandler(new GracefulHandler(new PublicHandler(new PageHandler(pages, refusals),
                new ConsentDoor(proxy, headers, refusals, settings.bodyTimeout()))));
    }

    private static ServerConnector connector(Server server, PublicSettings settings) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER);
        // A request is read, answered and written by the thread that selected it, so each core needs a selector.
        var connector = new ServerConnector(server, -1, Runtime.getRuntime().availableProcessors(),
                new HttpConnectionFactory(http));
        String address = settings.address();
        connector.setHost(address == null || address.isBlank() ? null : address);
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        // A stop waits for requests under way; readers who only keep a connection open don't hold it up.
        connector.setShutdownIdleTimeout(IDLE_AT_STOP);
        connector.setAcceptQueueSize(1_024);
        return connector;
    }

    /** The port readers connect to. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void start() {
        try {
            server.start();
            LOG.info("Public site on port {}", port());
        } catch (Exception failure) {
            throw new IllegalStateException("The public port " + connector.getPort() + " can't be opened: "
                    + failure.getMessage(), failure);
        }
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (Exception failure) {
            LOG.warn("The public server did not stop cleanly: {}", failure.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    /** Beside the web server of the staff API, so that readers are served while everything else starts and stops. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_048;
    }
}
