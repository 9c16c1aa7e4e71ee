package org.imprimatur.publishing.serving;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.admission.OverloadedException;
import org.imprimatur.starter.admission.Room;
import org.imprimatur.starter.open.Body;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.Problem;

/**
 * Makes the consent service's visitor addresses first-party. What isn't a whole, well-formed request for one of them, of
 * a size that it may have, is refused here: the consent service sees nothing of it and isn't blamed for it.
 */
final class ConsentDoor extends Handler.Wrapper {
    /** What the consent service takes, too; what is longer is refused here, with a page where a person sent a form. */
    private static final int LONGEST_CHOICE = 8_192;
    private static final int LONGEST_QUERY = 1_024;
    /** RFC 3986, section 3.4, and the brackets that everybody writes plainly; no address is made of anything else. */
    private static final Pattern QUERY = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/?\\[\\]-]|%[0-9A-Fa-f]{2})*+");
    private static final Problem LONG_ADDRESS = new Problem("address-too-long", "The address is too long", 414);

    private final Headers headers;
    private final Refusals refusals;
    private final Duration patience;
    private final Room room;

    /** @param room how many requests are forwarded at once: whoever would only wait over there is told so here */
    ConsentDoor(ConsentProxy proxy, Headers headers, Refusals refusals, Duration patience, Room room) {
        super(proxy);
        this.headers = headers;
        this.refusals = refusals;
        this.patience = patience;
        this.room = room;
    }

    /** For requests to that address alone. */
    boolean handle(VisitorAddress address, Request request, Response response, Callback callback) {
        String method = request.getMethod();
        if (!address.takes(method)) {
            response.getHeaders().put(HttpHeader.ALLOW, address.allowed());
            return refusals.refuse(Problem.METHOD_NOT_ALLOWED, "This address takes " + address.allowed() + ".",
                    request, response, callback);
        }
        var uri = request.getHttpURI();
        String query = uri.getQuery();
        if (query != null && query.length() > LONGEST_QUERY) {
            return refusals.refuse(LONG_ADDRESS, "At most " + LONGEST_QUERY + " characters of query are taken here.",
                    request, response, callback);
        }
        if (query != null && !QUERY.matcher(query).matches()) {
            return refusals.refuse(Problem.BAD_REQUEST, "The query has something in it that has to be percent-encoded.",
                    request, response, callback);
        }
        String path = Request.getPathInContext(request);
        if (!path.equals(uri.getPath())) {
            // The same under another spelling is another address.
            if (HttpMethod.POST.is(method)) {
                return refusals.refuse(Problem.NOT_FOUND, "The address has another spelling.", request, response,
                        callback);
            }
            response.getHeaders().put(HttpHeader.LOCATION, query == null ? path : path + "?" + query);
            return refusals.moved(request, response, callback);
        }
        Body.read(request, LONGEST_CHOICE, patience, body -> pass(request, body, response, callback));
        return true;
    }

    private void pass(Request request, Body body, Response response, Callback callback) {
        var fault = body.fault();
        if (fault != null) {
            refusals.say(fault, fault.equals(Problem.TOO_LARGE)
                    ? "At most " + LONGEST_CHOICE + " bytes are taken here."
                    : fault.title() + ".", request, response, callback);
            return;
        }
        Runnable end = room.enter(letIn -> {
            if (letIn) {
                forward(request, body, response, callback);
            } else {
                refusals.say(new OverloadedException(room.seats()), request, response, callback);
            }
        });
        if (end != null) {
            request.getComponents().getScheduler().schedule(end, room.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void forward(Request request, Body body, Response response, Callback callback) {
        // What the consent service sets itself, for its own pages, takes the place of these.
        headers.security().forEach(response.getHeaders()::put);
        boolean reading = !HttpMethod.POST.is(request.getMethod());
        var forwarded = new ForwardedRequest(request, reading ? new byte[0] : body.bytes());
        var leaving = Callback.from(callback.getInvocationType(), () -> {
            room.leave();
            callback.succeeded();
        }, failure -> {
            room.leave();
            callback.failed(failure);
        });
        try {
            super.handle(forwarded, response, leaving);
        } catch (Exception failure) {
            Response.writeError(request, response, leaving, failure);
        }
    }
}
