package org.imprimatur.starter.open;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.body.FieldLimits;
import org.imprimatur.starter.body.Leftovers;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What a port for everybody refuses instead of answering it: with a problem document, or a page where the service has
 * one for people. Nothing of what was sent is in either.
 */
public class Refusals extends ErrorHandler {
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField DOCUMENT = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE,
            "application/problem+json");
    private static final HttpField PAGE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<HttpField> security;
    private final ProblemDocuments documents;

    /** @param security what protects readers, on whatever is answered */
    public Refusals(List<HttpField> security, ProblemDocuments documents) {
        this.security = List.copyOf(security);
        this.documents = documents;
    }

    /** Called by the server for what it refuses itself, malformed requests above all. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = Problems.of(status < 400 ? 500 : status);
        String detail = request.getAttribute(FieldLimits.DETAIL) instanceof String found
                ? found
                : problem.title() + ".";
        return say(problem, detail, request, response, callback);
    }

    /** Refuses once whatever the client is sending has been read. Fields that are set already go with the answer. */
    public final boolean refuse(Problem problem, String detail, Request request, Response response,
            Callback callback) {
        Body.read(request, 0, PATIENCE, _ -> say(problem, detail, request, response, callback));
        return true;
    }

    /** The same, with the fields and members that the exception brings. */
    public final boolean refuse(ProblemException refusal, Request request, Response response, Callback callback) {
        Body.read(request, 0, PATIENCE, _ -> say(refusal, request, response, callback));
        return true;
    }

    /** Sends the reader on to the address in the Location field. */
    public final boolean moved(Request request, Response response, Callback callback) {
        security.forEach(response.getHeaders()::put);
        response.getHeaders().put(NO_STORE).put(HttpHeader.CONTENT_LENGTH, 0);
        response.setStatus(301);
        Body.read(request, 0, PATIENCE, _ -> response.write(true, ByteBuffer.allocate(0), callback));
        return true;
    }

    /** Refuses at once: for requests without a body, or whose body has been read. */
    public final boolean say(Problem problem, String detail, Request request, Response response, Callback callback) {
        return say(new ProblemException(problem, detail), request, response, callback);
    }

    /** The same, with the fields and members that the exception brings. */
    public final boolean say(ProblemException refusal, Request request, Response response, Callback callback) {
        String detail = String.valueOf(refusal.getMessage());
        byte[] page = page(request, refusal.problem(), detail);
        byte[] bytes = page == null ? documents.bytes(refusal) : page;
        var fields = response.getHeaders();
        security.forEach(fields::put);
        refusal.headers().forEach((name, values) -> values.forEach(value -> fields.put(name, value)));
        fields.put(NO_STORE).put(page == null ? DOCUMENT : PAGE).put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.setStatus(refusal.problem().status());
        response.write(true, ByteBuffer.wrap(bytes), Leftovers.droppedBefore(request, callback));
        return true;
    }

    /** The page that says so to a person, in UTF-8; null where whoever asked gets a document. */
    protected byte @Nullable [] page(Request request, Problem problem, String detail) {
        return null;
    }
}
