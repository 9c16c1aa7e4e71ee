package org.imprimatur.starter.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * What is still coming in on a connection that ends with the answer just given: read and dropped until the client closes
 * its side, within {@value #MOST_BYTES} bytes and {@value #MOST_SECONDS} s. A connection that is closed with data still
 * coming in is reset, and a reset takes the answer away from the client. Blocks no thread.
 */
public final class Leftovers implements Callback {
    static final long MOST_BYTES = 64L << 20;
    static final long MOST_SECONDS = 5;
    private static final int AT_ONCE = 1 << 15;

    private final EndPoint endPoint;
    private final Callback then;
    private final ByteBuffer buffer = BufferUtil.allocate(AT_ONCE);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long begun = NanoTime.now();
    private long dropped;

    private Leftovers(EndPoint endPoint, Callback then) {
        this.endPoint = endPoint;
        this.then = then;
    }

    /**
     * To be called back once the whole answer is written: passes that on at once where the connection goes on, and else
     * when nothing more can get in the answer's way.
     */
    public static Callback droppedBefore(Request request, Callback then) {
        return Callback.from(then.getInvocationType(), () -> {
            var connection = request.getConnectionMetaData();
            if (connection.isPersistent()) {
                then.succeeded();
            } else {
                new Leftovers(connection.getConnection().getEndPoint(), then).begin(request);
            }
        }, then::failed);
    }

    private void begin(Request request) {
        endPoint.shutdownOutput();
        // Closing fails the read that is waited for.
        request.getComponents().getScheduler().schedule(() -> {
            if (!ended.get()) {
                endPoint.close();
            }
        }, MOST_SECONDS, TimeUnit.SECONDS);
        succeeded();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** There may be more. */
    @Override
    public void succeeded() {
        try {
            while (dropped < MOST_BYTES && NanoTime.since(begun) < TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                BufferUtil.clear(buffer);
                int filled = endPoint.fill(buffer);
                if (filled == 0 && endPoint.tryFillInterested(this)) {
                    return;
                }
                if (filled <= 0) {
                    break;
                }
                dropped += filled;
            }
        } catch (IOException gone) {
            // So is whoever would have read the answer.
        }
        end();
    }

    @Override
    public void failed(Throwable closed) {
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            then.succeeded();
        }
    }
}
