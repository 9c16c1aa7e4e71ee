package org.imprimatur.benchmarks.wire;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Keep-alive connections to one server, handed out one to a user at a time and opened when none is idle. */
public final class Connections implements AutoCloseable {
    private final String origin;
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

    public Connections(String origin) {
        this.origin = origin;
    }

    /** Returns the server that every connection leads to. */
    public String origin() {
        return origin;
    }

    /** Sends a request over any connection; one that fails is not used again. */
    public Reply send(byte[] request) {
        Connection connection = take();
        Reply reply;
        try {
            reply = connection.send(request);
        } catch (RuntimeException broken) {
            connection.close();
            throw broken;
        }
        give(connection);
        return reply;
    }

    /** Returns a connection for the caller alone, who gives it back or closes it. */
    public Connection take() {
        Connection connection = idle.poll();
        return connection == null ? Connection.open(origin) : connection;
    }

    /** Takes back a connection on which nothing is under way. */
    public void give(Connection connection) {
        idle.add(connection);
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
