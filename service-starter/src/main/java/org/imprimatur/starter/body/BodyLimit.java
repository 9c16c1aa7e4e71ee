package org.imprimatur.starter.body;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a body over the limit with 413, its length declared or not, and sees to it that answers to requests whose body
 * nobody read arrive, whatever they say. A connection that is closed with data still coming in is reset, and a reset
 * takes an answer on its way away from the client; so what is left of a body is read and dropped before the answer, up
 * to {@value DrainedRequest#MOST_BYTES} bytes and {@value DrainedRequest#MOST_SECONDS} s. In front of all other handlers.
 */
public final class BodyLimit extends Handler.Wrapper {
    private final long limit;

    /** @param limit bytes that a body may have */
    public BodyLimit(long limit) {
        this.limit = limit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpField declared = request.getHeaders().getField(HttpHeader.CONTENT_LENGTH);
        if (declared == null && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            if (isAddress(request.getHttpURI())) {
                return super.handle(request, response, callback);
            }
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        DrainedRequest drained = new DrainedRequest(request, limit);
        Callback draining = Callback.from(() -> {
            drained.drain();
            callback.succeeded();
        }, callback::failed);
        if (request.getLength() > limit || !isAddress(request.getHttpURI())) {
            Response.writeError(drained, response, draining, isAddress(request.getHttpURI())
                    ? HttpStatus.PAYLOAD_TOO_LARGE_413
                    : HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(drained, response, draining);
    }

    /**
     * Tells whether it can be read in one way only. The server would refuse it itself, and then close the connection
     * under a client that is still sending; so it is told to let everything through to here.
     */
    private static boolean isAddress(HttpURI uri) {
        return !uri.hasViolations() || uri.getViolations().stream().allMatch(UriCompliance.DEFAULT::allows);
    }
}
