package org.imprimatur.publishing.serving;

import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The public port's own server, below servlets and Spring. It starts before there is anything to show, answering 503,
 * and stops last but one request at a time: those under way are finished.
 */
public final class PublicServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PublicServer.class);
    private static final int MAX_REQUEST_HEADER = 8_192;
    private static final int MAX_CHOICE = 65_536;
    private static final long IDLE_AT_STOP = 100;

    private final Server server;
    private final ServerConnector connector;

    PublicServer(PublicSettings settings, URI site, PublicPages pages, Headers headers, ProblemDocuments problems) {
        var threads = new QueuedThreadPool();
        threads.setName("public");
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER);
        // A request is read, answered and written by the thread that selected it, so each core needs a selector.
        connector = new ServerConnector(server, -1, Runtime.getRuntime().availableProcessors(),
                new HttpConnectionFactory(http));
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        // A stop waits for requests under way; readers who only keep a connection open don't hold it up.
        connector.setShutdownIdleTimeout(IDLE_AT_STOP);
        connector.setAcceptQueueSize(1_024);
        server.addConnector(connector);
        var refusals = new Refusals(headers, problems);
        server.setErrorHandler(refusals);
        server.setStopTimeout(settings.stopTimeout().toMillis());
        var choices = new SizeLimitHandler(MAX_CHOICE, -1);
        choices.setHandler(new ConsentProxy(settings.consentUrl(), site, settings.consentTimeout(), refusals));
        server.setHandler(new GracefulHandler(new PublicHandler(new PageHandler(pages, headers, refusals), choices)));
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
