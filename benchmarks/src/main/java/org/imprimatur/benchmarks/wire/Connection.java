package org.imprimatur.benchmarks.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One keep-alive connection on which one request at a time is under way (RFC 9112). Made for virtual threads: it blocks.
 * The JDK's own client spends more time on a request than the servers measured here.
 */
public final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
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
     * @throws UncheckedIOException if the connection breaks or nothing comes for half a minute
     */
    public Reply send(byte[] request) {
        try {
            out.write(request);
            return read(request[0] == 'H');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply read(boolean withoutBody) throws IOException {
        String statusLine = line();
        int headerBytes = statusLine.length() + 2;
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            headerBytes += line.length() + 2;
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        byte[] body = withoutBody || status == 204 || status == 304 ? new byte[0] : body(headers);
        return new Reply(status, headers, body, headerBytes + 2);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                all.writeBytes(exactly(size));
                line();
            }
            line();
            return all.toByteArray();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the connection ended within an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(96);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the connection ended before an answer");
            }
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
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
