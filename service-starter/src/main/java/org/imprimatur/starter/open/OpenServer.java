package org.imprimatur.starter.open;

import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.imprimatur.starter.stop.Parting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * The server of a port for everybody, below servlets and Spring. It starts before there is anything to show, answering
 * 503, and stops last but one request at a time: those under way are finished.
 */
public final class OpenServer implements SmartLifecycle, ApplicationListener<AvailabilityChangeEvent<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(OpenServer.class);

    private final OpenPort port;
    private final Server server;
    private final ServerConnector connector;
    private final Parting parting;

    /**
     * @param handler answers all requests
     * @param refusals answers for what the server itself refuses
     */
    public OpenServer(OpenPort port, Handler handler, Refusals refusals) {
        this(port, handler, refusals, Set.of());
    }

    /**
     * The same for a handler that looks itself for what an address may mean that can be read in two ways.
     *
     * @param taken what may be wrong with an address that the handler is given; all else is refused before
     */
    public OpenServer(OpenPort port, Handler handler, Refusals refusals, Set<UriCompliance.Violation> taken) {
        this.port = port;
        var threads = new QueuedThreadPool();
        threads.setName(port.name());
        server = new Server(threads);
        connector = new OpenConnector(server, port);
        server.addConnector(connector);
        // When all are taken, silent ones make room.
        server.addBean(new ConnectionLimit(port.maxConnections(), connector, port.silence()));
        server.addBean(new RequestHeadLimit(connector, port.headTimeout()));
        server.setErrorHandler(refusals);
        server.setStopTimeout(port.stopTimeout().toMillis());
        parting = new Parting(new GracefulHandler(new AddressCheck(handler, refusals, taken)));
        server.setHandler(parting);
    }

    /** Whether the request's address can be read in two ways: then only what it may mean should be looked for. */
    public static boolean isAmbiguous(Request request) {
        return AddressCheck.violations(request).findAny().isPresent();
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
        // A connection that was set up while the selectors ended is neither read nor closed by any of them.
        connector.getConnectedEndPoints().forEach(EndPoint::close);
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> change) {
        parting.heed(change);
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
