package org.imprimatur.starter.open;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.admission.OverloadedException;
import org.imprimatur.starter.admission.Room;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.routing.AcceptCheck;
import org.imprimatur.starter.routing.ContentCheck;
import org.imprimatur.starter.routing.GivenParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Answers by routes. What none of them takes is refused before anything is done: address, method, media types,
 * parameters, size. Requests are read without blocking a thread; each action then has a thread of its own.
 */
public final class RouteHandler extends Handler.Abstract.NonBlocking {
    private final RouteTable routes;
    private final Limits limits;
    private final Replies replies;
    private final Executor threads;
    private final Room room;

    /**
     * How much is taken.
     *
     * @param body bytes that a body may have
     * @param patience how long one may take to arrive
     */
    public record Limits(int body, Duration patience) {}

    /**
     * @param threads run actions, which may wait
     * @param room how many actions run at once
     */
    public RouteHandler(List<Route> routes, Limits limits, Replies replies, Executor threads, Room room) {
        this.routes = new RouteTable(routes);
        this.limits = limits;
        this.replies = replies;
        this.threads = threads;
        this.room = room;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var exchange = new Exchange(request, response, callback);
        String path = Request.getPathInContext(request);
        // The same under another spelling is another address.
        var place = path.equals(request.getHttpURI().getPath()) ? routes.at(path) : null;
        if (place == null) {
            return path.startsWith("/")
                    ? replies.refuse(new ProblemException(Problem.NOT_FOUND, "There is nothing at this address."),
                            exchange)
                    : replies.refuse(notAllowed("GET, HEAD, POST"), exchange);
        }
        Route route = place.of(request.getMethod());
        if (route == null) {
            return replies.refuse(notAllowed(place.allowed()), exchange);
        }
        ProblemException refusal = refusal(route, request);
        if (refusal != null) {
            return replies.refuse(refusal, exchange);
        }
        Body.read(request, limits.body(), limits.patience(),
                body -> answer(route, place.rest(path), body, exchange));
        return true;
    }

    private static ProblemException notAllowed(String allowed) {
        return new ProblemException(Problem.METHOD_NOT_ALLOWED, "This address takes " + allowed + ".")
                .withHeader("Allow", allowed);
    }

    private static @Nullable ProblemException refusal(Route route, Request request) {
        MediaType consumed = route.consumes();
        if (consumed != null && !isOf(consumed, request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
            return new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "This address takes " + consumed + ".")
                    .withHeader("Accept", consumed.toString());
        }
        ProblemException written = consumed == null
                ? null
                : ContentCheck.refusal(request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING),
                        request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        if (written != null) {
            return written;
        }
        StringBuilder accepted = null;
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() == HttpHeader.ACCEPT && field.getValue() != null && !field.getValue().isEmpty()) {
                accepted = accepted == null ? new StringBuilder() : accepted.append(',');
                accepted.append(field.getValue());
            }
        }
        return accepted == null || accepted.toString().equals(MediaType.ALL_VALUE)
                || AcceptCheck.takes(accepted.toString(), route.produces())
                        ? null
                        : new ProblemException(Problem.NOT_ACCEPTABLE, "This address answers with " + route.produces()
                                + ".");
    }

    private static boolean isOf(MediaType consumed, @Nullable String type) {
        try {
            return type != null && consumed.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }

    private void answer(Route route, String rest, Body body, Exchange exchange) {
        List<InvalidField> faults = new ArrayList<>();
        var given = GivenParameters.of(exchange.request().getHttpURI().getQuery(), faults);
        GivenParameters.judge(given, route.takesForm() ? Map.of() : route.parameters(), faults);
        ProblemException refusal = faults.isEmpty() ? null : new InvalidParameterException(faults);
        var fault = body.fault();
        if (fault != null) {
            refusal = new ProblemException(fault, fault.equals(Problem.TOO_LARGE)
                    ? "At most " + limits.body() + " bytes are taken here."
                    : fault.title() + ".");
        } else if (route.consumes() != null && refusal == null) {
            refusal = ContentCheck.refusal(body.bytes());
        }
        if (route.takesForm() && refusal == null) {
            try {
                given = GivenParameters.inForm(new String(body.bytes(), StandardCharsets.UTF_8));
                GivenParameters.judge(given, route.parameters(), faults);
                refusal = faults.isEmpty() ? null : new InvalidParameterException(faults);
            } catch (ProblemException unreadable) {
                refusal = unreadable;
            }
        }
        var taken = ByteBuffer.wrap(route.consumes() == null ? new byte[0] : body.bytes());
        var asked = new Asked(rest, exchange.request().getHeaders(), given, taken, from(exchange.request()));
        if (refusal != null) {
            replies.fail(route, asked, refusal, exchange);
        } else {
            threads.execute(() -> act(route, asked, exchange));
        }
    }

    private void act(Route route, Asked asked, Exchange exchange) {
        if (!room.enter()) {
            replies.fail(route, asked, new OverloadedException(room.seats()), exchange);
            return;
        }
        try {
            replies.send(route, route.action().answer(asked), exchange);
        } catch (Exception failure) {
            replies.fail(route, asked, failure, exchange);
        } catch (Throwable error) {
            exchange.callback().failed(error);
            throw error;
        } finally {
            room.leave();
        }
    }

    private static @Nullable InetAddress from(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress network
                ? network.getAddress()
                : null;
    }
}
