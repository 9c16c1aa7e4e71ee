package org.imprimatur.starter.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem documents, each with the trace id under which the log speaks of the same request. */
public final class ProblemDocuments {
    private final Tracer tracer;
    private final JsonMapper json;

    /** @param tracer asked for the trace under way, or for a new one where there is none yet */
    public ProblemDocuments(Tracer tracer, JsonMapper json) {
        this.tracer = tracer;
        this.json = json;
    }

    /** A document of this kind, with extension members. */
    public ProblemDetail document(Problem problem, String detail, Map<String, Object> members) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(problem.status()), detail);
        document.setType(problem.type());
        document.setTitle(problem.title());
        members.forEach(document::setProperty);
        document.setProperty("traceId", traceId());
        return document;
    }

    /** Writes a document where no controller is there to return one: filters and security. */
    public void write(HttpServletResponse response, Problem problem, String detail) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(bytes(problem, detail));
    }

    /** Writes what ended the request, its header fields included. */
    public void write(HttpServletResponse response, ProblemException problem) throws IOException {
        problem.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        write(response, problem.problem(), String.valueOf(problem.getMessage()));
    }

    /** A document as UTF-8, where neither servlets nor message converters are at hand. */
    public byte[] bytes(Problem problem, String detail) {
        return json.writeValueAsBytes(document(problem, detail, Map.of()));
    }

    /** What ended a request, extension members included, as UTF-8; its header fields are the caller's to set. */
    public byte[] bytes(ProblemException problem) {
        return json.writeValueAsBytes(
                document(problem.problem(), String.valueOf(problem.getMessage()), problem.members()));
    }

    /** Does something under one trace id: the log's lines about it and the documents made of it have the same. */
    public void traced(Runnable work) {
        Span span = tracer.nextSpan().start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            work.run();
        } finally {
            span.end();
        }
    }

    /** The id of the span under way, or a new one where the request failed before a span was opened for it. */
    private String traceId() {
        Span span = tracer.currentSpan();
        return (span == null ? tracer.nextSpan() : span).context().traceId();
    }
}
