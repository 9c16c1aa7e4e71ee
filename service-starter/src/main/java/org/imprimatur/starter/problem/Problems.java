package org.imprimatur.starter.problem;

import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;

/** Says what problem an exception amounts to; only what nobody foresaw is logged as an error. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** The problem to answer with, also for a controller that tells it in another form than a document. */
    public static ProblemException of(Exception exception) {
        if (exception instanceof ProblemException problem) {
            return problem;
        }
        if (Outage.isOne(exception)) {
            return Outage.answer(exception);
        }
        if (exception instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
            Problem problem = of(refused.getStatusCode().value());
            return new ProblemException(problem, problem.title() + ".");
        }
        // Jetty reads forms only when their fields are asked for, and refuses a broken one from in there.
        Integer refused = refusedByJetty(exception);
        if (refused != null) {
            Problem problem = of(refused);
            return new ProblemException(problem, problem.title() + ".");
        }
        LOG.error("Request failed", exception);
        return new ProblemException(Problem.INTERNAL, "The trace id leads to what the log says about it.");
    }

    /** The client's fault that Jetty found, of the innermost exception: what reads a body wraps what ended it. */
    static @Nullable Integer refusedByJetty(Throwable exception) {
        Integer status = null;
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException refusal && refusal.getCode() >= 400 && refusal.getCode() < 500) {
                status = refusal.getCode();
            }
        }
        return status;
    }

    /** The kind of problem that goes with a status which Spring or the container chose. */
    public static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.BAD_REQUEST;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413 -> Problem.TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            // Above all what the container says to whoever asks while it is being stopped.
            case 503 -> new Problem("unavailable", "This service can't answer right now", 503);
            // A protocol that we don't speak is the client's mistake, not a fault on our side.
            case 505 -> Problem.BAD_REQUEST;
            default -> status >= 400 && status < 500
                    ? new Problem("status-" + status, "The request was refused", status)
                    : Problem.INTERNAL;
        };
    }
}
