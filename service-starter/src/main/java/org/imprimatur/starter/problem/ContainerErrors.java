package org.imprimatur.starter.problem;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.body.FieldLimits;
import org.imprimatur.starter.body.Leftovers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What Jetty refuses before any of Spring sees it, malformed addresses above all, as problem documents too. */
final class ContainerErrors extends ErrorHandler {
    private final ProblemDocuments documents;

    ContainerErrors(ProblemDocuments documents) {
        this.documents = documents;
    }

    /** Of itself Jetty explains nothing to whoever asks with OPTIONS or an unknown method. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int code, @Nullable String message,
            @Nullable Throwable cause, Callback callback) {
        Problem problem = Problems.of(code);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = documents.bytes(problem,
                request.getAttribute(FieldLimits.DETAIL) instanceof String detail ? detail : problem.title() + ".");
        response.write(true, ByteBuffer.wrap(body), Leftovers.droppedBefore(request, callback));
    }
}
