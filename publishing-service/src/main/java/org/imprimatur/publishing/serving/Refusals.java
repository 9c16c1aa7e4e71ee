package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.problem.Problems;

/** What is refused instead of answered with a page, as a problem document: nothing of what was sent is in it. */
final class Refusals extends ErrorHandler {
    private final Headers headers;
    private final ProblemDocuments problems;

    Refusals(Headers headers, ProblemDocuments problems) {
        this.headers = headers;
        this.problems = problems;
    }

    /** Called by the server for what it refuses itself, malformed requests above all. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = Problems.of(response.getStatus() < 400 ? 500 : response.getStatus());
        return refuse(problem, problem.title() + ".", response, callback);
    }

    boolean refuse(Problem problem, String detail, Response response, Callback callback) {
        byte[] document = problems.bytes(problem, detail);
        response.setStatus(problem.status());
        dress(response.getHeaders(), document.length);
        response.write(true, ByteBuffer.wrap(document), callback);
        return true;
    }

    private void dress(HttpFields.Mutable fields, int length) {
        headers.security().forEach(fields::put);
        fields.put(Headers.NO_STORE).put(Headers.PROBLEM).put(HttpHeader.CONTENT_LENGTH, length);
    }
}
