package org.imprimatur.starter.admission;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.springframework.http.MediaType;

/**
 * Lets so many requests in and no more. More would be no faster in all and slower each; a request that finds no room is
 * refused at once, before anything is read or kept of it, at a small part of what it would cost to look at it. A request
 * takes up room until its answer begins: long answers, and readers who are slow to take them, keep nobody out.
 */
final class Admission extends Handler.Wrapper {
    private final Room room;
    private final ProblemDocuments documents;
    private final Runnable refusals;

    /** @param refusals told of each */
    Admission(Room room, ProblemDocuments documents, Runnable refusals) {
        this.room = room;
        this.documents = documents;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!room.enter()) {
            refusals.run();
            refuse(response, callback);
            return true;
        }
        Seat seat = new Seat(room);
        boolean handled = false;
        try {
            handled = super.handle(request, new Answer(request, response, seat),
                    Callback.from(seat::leave, callback));
            return handled;
        } finally {
            if (!handled) {
                seat.leave();
            }
        }
    }

    private void refuse(Response response, Callback callback) {
        var refusal = new OverloadedException(room.seats());
        refusal.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .put(HttpHeader.CACHE_CONTROL, "no-store");
        response.setStatus(refusal.problem().status());
        response.write(true, ByteBuffer.wrap(documents.bytes(refusal)), callback);
    }

    /** Left once, whoever is the first to say so. */
    private static final class Seat {
        private final Room room;
        private final AtomicBoolean left = new AtomicBoolean();

        Seat(Room room) {
            this.room = room;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                room.leave();
            }
        }
    }

    private static final class Answer extends Response.Wrapper {
        private final Seat seat;

        Answer(Request request, Response response, Seat seat) {
            super(request, response);
            this.seat = seat;
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            seat.leave();
            super.write(last, bytes, callback);
        }
    }
}
