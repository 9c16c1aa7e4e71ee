package org.imprimatur.starter.open;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which a request's line and fields don't get finished. The server's idle timeout starts anew with
 * each byte, so that a byte now and then would hold a connection for hours. Looks at counters that connections keep
 * anyway, once in a while, and costs a request nothing.
 */
final class RequestHeadLimit extends AbstractLifeCycle {
    private static final int LOOKS_PER_LIMIT = 10;

    private final ServerConnector connector;
    private final Duration limit;
    private Map<EndPoint, Head> heads = new HashMap<>();

    /**
     * A head that may be under way.
     *
     * @param before how many requests the connection had brought
     * @param bytes how many bytes had arrived by then
     * @param begun when the first of its bytes was noticed
     */
    private record Head(long before, long bytes, @Nullable Long begun) {}

    RequestHeadLimit(ServerConnector connector, Duration limit) {
        this.connector = connector;
        this.limit = limit;
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        connector.getScheduler().schedule(() -> {
            if (isRunning()) {
                look(NanoTime.now());
                lookLater();
            }
        }, limit.toMillis() / LOOKS_PER_LIMIT, TimeUnit.MILLISECONDS);
    }

    private void look(long now) {
        var next = new HashMap<EndPoint, Head>();
        for (var endPoint : connector.getConnectedEndPoints()) {
            var connection = endPoint.getConnection();
            if (connection == null) {
                continue;
            }
            var head = look(heads.get(endPoint), connection, now);
            if (head.begun() != null && now - head.begun() > limit.toNanos()) {
                endPoint.close();
            } else {
                next.put(endPoint, head);
            }
        }
        heads = next;
    }

    private static Head look(@Nullable Head known, Connection connection, long now) {
        long bytes = connection.getBytesIn();
        long requests = connection.getMessagesIn();
        if (known == null && requests == 0) {
            return new Head(0, 0, bytes > 0 ? now : null);
        }
        if (known == null || requests != known.before() || connection.getMessagesOut() < requests) {
            // What arrives before a request is answered is its body.
            return new Head(requests, bytes, null);
        }
        return known.begun() == null && bytes > known.bytes() ? new Head(requests, known.bytes(), now) : known;
    }
}
