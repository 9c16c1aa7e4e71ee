package org.imprimatur.starter.open;

import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.problem.Problem;

/**
 * Refuses addresses that could be read in two ways or in none, but for those that the port's handler takes on itself. The
 * server would do so itself, and then close the
 * connection under a client that is still sending; so it is told to let them through to here.
 */
final class AddressCheck extends Handler.Wrapper {
    private final Refusals refusals;
    private final Set<UriCompliance.Violation> taken;

    AddressCheck(Handler handler, Refusals refusals, Set<UriCompliance.Violation> taken) {
        super(handler);
        this.refusals = refusals;
        this.taken = Set.copyOf(taken);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return violations(request).anyMatch(violation -> !taken.contains(violation))
                ? refusals.refuse(Problem.BAD_REQUEST, Problem.BAD_REQUEST.title() + ".", request, response,
                        callback)
                : super.handle(request, response, callback);
    }

    /** Why the request's address could be read in two ways or in none. */
    static Stream<UriCompliance.Violation> violations(Request request) {
        return request.getHttpURI().getViolations().stream()
                .filter(violation -> !UriCompliance.DEFAULT.allows(violation))
                .map(UriCompliance.Violation.class::cast);
    }
}
