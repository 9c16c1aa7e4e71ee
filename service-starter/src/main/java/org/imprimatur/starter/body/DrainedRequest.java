package org.imprimatur.starter.body;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends in a failure where it passes the limit, and what is left of which can be dropped. Jetty asks
 * for the latter before it decides whether a connection can go on; of itself it drops only what has arrived by then.
 */
final class DrainedRequest extends Request.Wrapper {
    static final long MOST_BYTES = 64L << 20;
    static final long MOST_SECONDS = 10;

    private final long limit;
    private final boolean asksFirst;
    private long read;
    private boolean ended;
    private Content.@Nullable Chunk failure;

    DrainedRequest(Request request, long limit) {
        super(request);
        this.limit = limit;
        this.asksFirst = request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }

    @Override
    public Content.@Nullable Chunk read() {
        if (failure != null) {
            return failure;
        }
        Content.Chunk chunk = next();
        if (chunk != null && read > limit) {
            chunk.release();
            failure = Content.Chunk.from(
                    new HttpException.RuntimeException(HttpStatus.PAYLOAD_TOO_LARGE_413, "Body over " + limit), true);
            return failure;
        }
        return chunk;
    }

    @Override
    public boolean consumeAvailable() {
        return drain() || super.consumeAvailable();
    }

    /** Reads and drops the rest, waiting for it; true if the body has ended. */
    boolean drain() {
        // A client that waits to be told to go on hasn't sent anything that could be in the way.
        if (ended || (asksFirst && read == 0)) {
            return ended;
        }
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        long most = read + MOST_BYTES;
        try {
            while (!ended && read < most) {
                Content.Chunk chunk = next();
                if (chunk != null) {
                    chunk.release();
                } else if (!awaitMore(last - System.nanoTime())) {
                    return false;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private Content.@Nullable Chunk next() {
        Content.Chunk chunk = super.read();
        if (chunk != null) {
            read += chunk.remaining();
            ended = chunk.isLast();
        }
        return chunk;
    }

    private boolean awaitMore(long nanos) throws InterruptedException {
        CountDownLatch more = new CountDownLatch(1);
        super.demand(more::countDown);
        return more.await(nanos, TimeUnit.NANOSECONDS);
    }
}
