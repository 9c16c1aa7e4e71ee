package org.imprimatur.starter.open;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.problem.Problem;

/**
 * Refuses addresses that could be read in two ways or in none. The server would do so itself, and then close the
 * connection under a client that is still sending; so it is told to let them through to here.
 */
final class AddressCheck extends Handler.Wrapper {
    private final Refusals refusals;

    AddressCheck(Handler handler, Refusals refusals) {
        super(handler);
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var uri = request.getHttpURI();
        return uri.getViolations().stream().anyMatch(violation -> !UriCompliance.DEFAULT.allows(violation))
                ? refusals.refuse(Problem.BAD_REQUEST, Problem.BAD_REQUEST.title() + ".", request, response,
                        callback)
                : super.handle(request, response, callback);
    }
}
