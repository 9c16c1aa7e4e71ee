package org.imprimatur.starter.open;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.NanoTime;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.problem.Problems;

/** Sends what routes answer, with the fields that every answer carries, and counts it as the services' metrics do. */
public final class Replies {
    private static final String NO_STORE = "no-store";

    private final List<HttpField> security;
    private final Refusals refusals;
    private final ProblemDocuments documents;
    private final MeterRegistry metrics;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String method, String path, int status) {}

    /** @param security what protects readers, unless the answer has a stricter word for it */
    public Replies(List<HttpField> security, Refusals refusals, ProblemDocuments documents, MeterRegistry metrics) {
        this.security = List.copyOf(security);
        this.refusals = refusals;
        this.documents = documents;
        this.metrics = metrics;
    }

    /** Sends an answer, or the word that the client has it already (RFC 9110, section 15.4.5). */
    void send(Route route, Reply reply, Exchange exchange) {
        var response = exchange.response();
        HttpFields.Mutable fields = reply.fields();
        for (HttpField field : security) {
            if (!fields.contains(field.getName())) {
                fields.add(field);
            }
        }
        if (!fields.contains(HttpHeader.CACHE_CONTROL)) {
            fields.put(HttpHeader.CACHE_CONTROL, NO_STORE);
        }
        String tag = fields.get(HttpHeader.ETAG);
        boolean known = tag != null && reply.status() == 200 && EntityTags.known(exchange.request().getHeaders(), tag);
        if (known) {
            fields.remove(HttpHeader.CONTENT_TYPE).remove(HttpHeader.CONTENT_ENCODING);
        } else {
            fields.put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
        }
        int status = known ? 304 : reply.status();
        response.setStatus(status);
        response.getHeaders().add(fields);
        // Counted first: whoever has the answer finds it counted.
        count(route, status, exchange);
        response.write(true, known ? ByteBuffer.allocate(0) : reply.body().slice(), exchange.callback());
    }

    /** Answers for a route that couldn't, in its own way if it has one, under one trace id in answer and log. */
    void fail(Route route, Asked asked, Exception failure, Exchange exchange) {
        documents.traced(() -> {
            var own = route.failure();
            if (own != null) {
                send(route, own.apply(asked, failure), exchange);
                return;
            }
            ProblemException problem = Problems.of(failure);
            count(route, problem.problem().status(), exchange);
            refusals.say(problem, exchange.request(), exchange.response(), exchange.callback());
        });
    }

    /** Refuses what no route takes. */
    boolean refuse(ProblemException refusal, Exchange exchange) {
        return refusals.refuse(refusal, exchange.request(), exchange.response(), exchange.callback());
    }

    private void count(Route route, int status, Exchange exchange) {
        timers.computeIfAbsent(new Kind(exchange.request().getMethod(), route.path(), status), this::timer)
                .record(NanoTime.since(exchange.begun()), TimeUnit.NANOSECONDS);
    }

    /** Named and tagged as Spring's own of the other ports, so that one question asks for both. */
    private Timer timer(Kind kind) {
        String outcome = switch (kind.status() / 100) {
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            default -> "SERVER_ERROR";
        };
        return Timer.builder("http.server.requests").tags("method", kind.method(), "uri", kind.path(), "status",
                Integer.toString(kind.status()), "outcome", outcome, "exception", "none", "error", "none")
                .register(metrics);
    }
}
