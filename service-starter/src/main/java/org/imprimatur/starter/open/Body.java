package org.imprimatur.starter.open;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.imprimatur.starter.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read to its end before anything is answered: whoever is still sending when the connection closes
 * never sees the answer. What is over the limit is read and dropped, within a bound and a time. Blocks no thread.
 */
public final class Body implements Invocable.Task {
    private static final Problem TOO_SLOW = new Problem("too-slow", "The request took too long to arrive", 408);
    private static final long DROPPED = 16L << 20;

    private final Request request;
    private final int limit;
    private final Duration patience;
    private final Consumer<Body> read;
    private final long begun = NanoTime.now();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;
    private @Nullable Problem fault;

    private Body(Request request, int limit, Duration patience, Consumer<Body> read) {
        this.request = request;
        this.limit = limit;
        this.patience = patience;
        this.read = read;
    }

    /**
     * Calls back once, from this thread or another, when the body is there or it is known what is wrong with it.
     *
     * @param limit how many bytes are taken
     * @param patience how long they may take to arrive
     */
    public static void read(Request request, int limit, Duration patience, Consumer<Body> read) {
        var body = new Body(request, limit, patience, read);
        if (!announced(request)) {
            read.accept(body);
        } else if (request.getLength() > DROPPED || (request.getLength() > limit && isAskedFor(request))) {
            body.end(Problem.TOO_LARGE);
        } else {
            body.run();
        }
    }

    /** Why this body isn't taken; null if it is. */
    public @Nullable Problem fault() {
        return fault;
    }

    /** What was sent, as far as it is taken. */
    public byte[] bytes() {
        return kept.toByteArray();
    }

    @Override
    public void run() {
        while (true) {
            var chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(chunk.getFailure() instanceof TimeoutException ? TOO_SLOW : Problem.UNREADABLE_BODY);
                return;
            }
            take(chunk);
            boolean last = chunk.isLast();
            chunk.release();
            if (last || size > DROPPED) {
                end(size > limit ? Problem.TOO_LARGE : null);
                return;
            }
            if (NanoTime.since(begun) > patience.toNanos()) {
                end(TOO_SLOW);
                return;
            }
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void take(Content.Chunk chunk) {
        size += chunk.remaining();
        if (size <= limit && chunk.hasRemaining()) {
            kept.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        }
    }

    private void end(@Nullable Problem found) {
        fault = found;
        read.accept(this);
    }

    private static boolean announced(Request request) {
        return request.getLength() > 0
                || (request.getLength() < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    /** A client that asks first sends nothing before it is told to. */
    private static boolean isAskedFor(Request request) {
        return request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }
}
