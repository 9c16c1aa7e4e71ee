package org.imprimatur.torture.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

    private static final int CONNECT_MILLIS = 1_000;
    private static final long SLOW_NANOS = 300_000_000;
    private static final long AGAIN_NANOS = 20_000_000;
    private static final int AT_ONCE = 16_384;

    private final String name;
    private final List<Integer> targets;
    private final ServerSocket server;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    Wire(String name, List<Integer> targets) {
        this.name = name;
        this.targets = List.copyOf(targets);
        try {
            server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().name(name).start(this::accept);
    }

    public String name() {
        return name;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Changes the weather; a cut ends the connections that are open, too. */
    public void become(State next) {
        state = next;
        if (next == State.CUT) {
            open.forEach(Wire::end);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException closed) {
                // Asked again above.
            }
        }
    }

    private void carry(Socket client) {
        Socket target = state == State.CUT ? null : connected();
        if (target == null) {
            end(client);
            return;
        }
        open.add(client);
        open.add(target);
        Thread.ofVirtual().start(() -> pump(client, target, State.MUTE));
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

    /** @param lost the state in which nothing of this gets through */
    private void pump(Socket from, Socket to, State lost) {
        byte[] buffer = new byte[AT_ONCE];
        try (from; to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (state == State.SLOW) {
                    LockSupport.parkNanos(SLOW_NANOS);
                }
                while (state == lost && !to.isClosed()) {
                    LockSupport.parkNanos(AGAIN_NANOS);
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // Either side is free to go.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // What was wanted.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException already) {
            // What was wanted.
        }
        open.forEach(Wire::end);
    }
}
