package org.imprimatur.localstack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of the loopback interface. */
public final class Ports {
    /** Below the ephemeral range of Linux and macOS, so no outgoing connection takes a port between its choice and its use. */
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    /** Two doors of one stack are chosen before either opens; other stacks most likely begin elsewhere. */
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(LAST - FIRST));

    private Ports() {}

    /** Returns {@code wanted}, or any free port if {@code wanted} is 0. */
    public static int orFree(int wanted) {
        return wanted == 0 ? free() : wanted;
    }

    /** Returns a port that nothing listens on at this moment, and that this process has not been given before. */
    public static int free() {
        for (int attempt = 0; attempt < LAST - FIRST; attempt++) {
            int port = FIRST + NEXT.getAndIncrement() % (LAST - FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    /** Tells whether a server could listen on {@code port} now, on every interface. */
    public static boolean isFree(int port) {
        // Two looks: binding alone succeeds on some systems beside a server that holds only the loopback address.
        if (answers(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Tells whether something accepts connections on {@code port} of the loopback interface. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
