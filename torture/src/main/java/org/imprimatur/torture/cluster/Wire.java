package org.imprimatur.torture.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The network between one process and some others: a TCP proxy that can be cut, slowed down, or lose everything that
 * goes one way. What is lost is sent again until it arrives or its connection ends, as TCP does: nobody ever sees a
 * stream with a part missing. It hands new connections to its targets in turn, and to the next where one takes none.
 */
public final class Wire implements AutoCloseable {
    /** What happens to what goes over it. */
    public enum State {
        WHOLE, CUT, SLOW, DEAF, MUTE
    }

    private static final byte[] NOTHING = {};
    private static final int BACKLOG = 256;
    private static final int CONNECT_MILLIS = 1_000;
    private static final long SLOW_NANOS = 300_000_000;
    private static final long AGAIN_NANOS = 20_000_000;
    private static final int AT_ONCE = 16_384;

    private final String name;
    private final List<Integer> targets;
    private final @Nullable ServerSocket server;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    Wire(String name, List<Integer> targets) {
        this(name, targets, listening());
        accept(Objects.requireNonNull(server), client -> carry(client, NOTHING));
    }

    private Wire(String name, List<Integer> targets, @Nullable ServerSocket server) {
        this.name = name;
        this.targets = List.copyOf(targets);
        this.server = server;
    }

    /** One that listens nowhere: somebody else decides which connections it carries. */
    static Wire behindADoor(String name, int target) {
        return new Wire(name, List.of(target), null);
    }

    static ServerSocket listening() {
        try {
            return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String name() {
        return name;
    }

    int port() {
        return Objects.requireNonNull(server, "listens nowhere").getLocalPort();
    }

    /** Changes the weather; a cut ends the connections that are open, too. */
    public void become(State next) {
        state = next;
        if (next == State.CUT) {
            open.forEach(Wire::end);
        }
    }

    /** Hands over whoever connects, each in a thread of its own, until the server is closed. */
    static void accept(ServerSocket server, Consumer<Socket> taker) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> taker.accept(client));
                } catch (IOException closed) {
                    // Asked again above.
                }
            }
        });
    }

    /**
     * Carries a connection until it ends.
     *
     * @param first what was read of it already
     */
    void carry(Socket client, byte[] first) {
        Socket target = state == State.CUT ? null : connected();
        if (target == null) {
            end(client);
            return;
        }
        open.add(client);
        open.add(target);
        if (state == State.CUT) {
            // Since it was asked above; whoever cut it may not have seen this one.
            end(client);
            end(target);
        }
        Thread.ofVirtual().start(() -> pump(client, target, first));
        pump(target, client, State.DEAF);
        open.remove(client);
        open.remove(target);
    }

    private @Nullable Socket connected() {
        int first = turn.getAndIncrement();
        for (int next = 0; next < targets.size(); next++) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                        targets.get(Math.floorMod(first + next, targets.size()))), CONNECT_MILLIS);
                return socket;
            } catch (IOException away) {
                end(socket);
            }
        }
        return null;
    }

    private void pump(Socket from, Socket to, byte[] first) {
        try {
            send(first, first.length, to, State.MUTE);
        } catch (IOException ended) {
            end(from);
        }
        pump(from, to, State.MUTE);
    }

    /** @param lost the state in which nothing of this gets through */
    private void pump(Socket from, Socket to, State lost) {
        byte[] buffer = new byte[AT_ONCE];
        try (from; to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                send(buffer, read, to, lost);
            }
        } catch (IOException ended) {
            // Either side is free to go.
        }
    }

    private void send(byte[] bytes, int length, Socket to, State lost) throws IOException {
        if (state == State.SLOW) {
            LockSupport.parkNanos(SLOW_NANOS);
        }
        while (state == lost && !to.isClosed()) {
            LockSupport.parkNanos(AGAIN_NANOS);
        }
        to.getOutputStream().write(bytes, 0, length);
    }

    static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // What was wanted.
        }
    }

    @Override
    public void close() {
        if (server != null) {
            end(server);
        }
        open.forEach(Wire::end);
    }
}
