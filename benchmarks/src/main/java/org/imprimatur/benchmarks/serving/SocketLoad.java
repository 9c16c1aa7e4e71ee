package org.imprimatur.benchmarks.serving;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imprimatur.benchmarks.wire.Connection;
import org.imprimatur.benchmarks.wire.Reply;
import org.imprimatur.benchmarks.wire.Request;

/**
 * What stands in for wrk where it isn't installed. A page's answer always has the same length, so one look at it tells
 * how many bytes to wait for; counting them is all that is done with the others, beside a look at the status.
 */
final class SocketLoad implements Load {
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte SUCCESS = '2';

    @Override
    public double requestsPerSecond(String origin, String path, String acceptEncoding, Duration length) {
        byte[] request = Request.get(origin, path, Map.of("Accept-Encoding", acceptEncoding));
        int answer;
        try (Connection connection = Connection.open(origin)) {
            Reply reply = connection.send(request).expect(200);
            answer = reply.headerBytes() + reply.body().length;
        }
        List<Callable<Long>> shares = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            shares.add(() -> share(URI.create(origin), request, answer, length));
        }
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            long answers = 0;
            for (Future<Long> share : threads.invokeAll(shares)) {
                answers += share.get();
            }
            return answers * 1e9 / (System.nanoTime() - begun);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One thread's part: each of its connections sends again as soon as its answer is whole. */
    private static long share(URI origin, byte[] request, int answer, Duration length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        List<SocketChannel> channels = new ArrayList<>();
        long answers = 0;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS / THREADS; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(origin.getHost(), origin.getPort()));
                channels.add(channel);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                // The attachment counts the bytes of the answer under way.
                channel.register(selector, SelectionKey.OP_READ, new int[1]);
                channel.write(ByteBuffer.wrap(request));
            }
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                // Not for ever: a server that has stopped answering must not keep the measurement from its end.
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (whole(key, buffer, answer)) {
                        answers++;
                        ((SocketChannel) key.channel()).write(ByteBuffer.wrap(request));
                    }
                }
                selector.selectedKeys().clear();
            }
            return answers;
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static boolean whole(SelectionKey key, ByteBuffer buffer, int answer) throws IOException {
        int[] read = (int[]) key.attachment();
        buffer.clear();
        int more = ((SocketChannel) key.channel()).read(buffer);
        if (more < 0) {
            throw new EOFException("the server closed a connection");
        }
        if (read[0] == 0 && more > STATUS_AT && buffer.get(STATUS_AT) != SUCCESS) {
            throw new UncheckedIOException(new IOException("an answer was no success"));
        }
        read[0] += more;
        if (read[0] < answer) {
            return false;
        }
        read[0] = 0;
        return true;
    }

    @Override
    public String description() {
        return "load generator of this program, " + THREADS + " threads, " + CONNECTIONS + " connections";
    }
}
