package org.imprimatur.benchmarks.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * One keep-alive connection on which one request at a time is under way (RFC 9112). Made for virtual threads: it blocks.
 * The JDK's own client spends more time on a request than the servers measured here.
 */
public final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 30_000;

    private final Socket socket;
    private final ReplyReader replies;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        replies = new ReplyReader(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param origin scheme {@code http}, host and port
     */
    public static Connection open(String origin) {
        URI address = URI.create(origin);
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            return new Connection(socket);
        } catch (IOException e) {
            close(socket);
            throw new UncheckedIOException("no connection to " + origin, e);
        }
    }

    /**
     * Sends a request and returns its whole answer.
     *
     * @throws UncheckedIOException if the connection breaks, nothing comes for half a minute, or what comes is no answer
     */
    public Reply send(byte[] request) {
        try {
            out.write(request);
            return replies.read(request[0] == 'H');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
