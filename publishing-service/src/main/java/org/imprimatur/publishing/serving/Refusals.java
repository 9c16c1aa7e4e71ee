package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.problem.Problems;

/**
 * What is refused instead of answered with a page of the site: a page that says so to people, a problem document to
 * programs. Nothing of what was sent is in either.
 */
final class Refusals extends ErrorHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Headers headers;
    private final ProblemDocuments problems;
    private final Typesetter typesetter;
    /** What is said is said in our own words, so there are only so many pages. */
    private final Map<Said, byte[]> pages = new ConcurrentHashMap<>();

    private record Said(Problem problem, String detail) {}

    Refusals(Headers headers, ProblemDocuments problems, Typesetter typesetter) {
        this.headers = headers;
        this.problems = problems;
        this.typesetter = typesetter;
    }

    /** Called by the server for what it refuses itself, malformed requests above all. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = Problems.of(status < 400 ? 500 : status);
        return say(problem, problem.title() + ".", request, response, callback);
    }

    /** Refuses once whatever the client is sending has been read. Fields that are set already go with the answer. */
    boolean refuse(Problem problem, String detail, Request request, Response response, Callback callback) {
        Body.read(request, 0, PATIENCE, _ -> say(problem, detail, request, response, callback));
        return true;
    }

    /** Sends the reader on to the address in the Location field. */
    boolean moved(Request request, Response response, Callback callback) {
        headers.security().forEach(response.getHeaders()::put);
        response.getHeaders().put(Headers.NO_STORE).put(HttpHeader.CONTENT_LENGTH, 0);
        response.setStatus(301);
        Body.read(request, 0, PATIENCE, _ -> response.write(true, ByteBuffer.allocate(0), callback));
        return true;
    }

    /** Refuses at once: for requests without a body, or whose body has been read. */
    boolean say(Problem problem, String detail, Request request, Response response, Callback callback) {
        boolean page = Audience.of(request.getHeaders()) == Audience.PERSON;
        byte[] bytes = page
                ? pages.computeIfAbsent(new Said(problem, detail), this::page)
                : problems.bytes(problem, detail);
        var fields = response.getHeaders();
        headers.security().forEach(fields::put);
        HttpField type = page ? Headers.HTML : Headers.PROBLEM;
        fields.put(Headers.NO_STORE).put(type).put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.setStatus(problem.status());
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }

    private byte[] page(Said said) {
        return typesetter.refusal(said.problem().status(), said.problem().title(), said.detail()).text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
