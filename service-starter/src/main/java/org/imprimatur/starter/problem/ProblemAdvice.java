package org.imprimatur.starter.problem;

import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever ends a request into a problem document; only what nobody foresaw is logged as an error. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_SECONDS = "2";

    private final ProblemDocuments documents;

    ProblemAdvice(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> problem(ProblemException exception) {
        HttpHeaders headers = new HttpHeaders();
        exception.headers().forEach(headers::set);
        return answer(exception.problem(), String.valueOf(exception.getMessage()), exception.members(), headers);
    }

    @ExceptionHandler({DataAccessException.class, MongoException.class})
    ResponseEntity<Object> storage(RuntimeException exception) {
        if (!isOutage(exception)) {
            return unforeseen(exception);
        }
        LOG.warn("Database away: {}", exception.getClass().getSimpleName());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return answer(Problem.STORAGE_UNAVAILABLE, "Try again in a moment.", Map.of(), headers);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unforeseen(Exception exception) {
        LOG.error("Request failed", exception);
        return answer(Problem.INTERNAL, "The trace id leads to what the log says about it.", Map.of(),
                new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException exception,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (BodyLimitFilter.wasExceeded(request)) {
            return answer(Problem.TOO_LARGE, "The body is larger than this address takes.", Map.of(), headers);
        }
        InvalidField error = UnreadableBody.explain(exception);
        return answer(Problem.UNREADABLE_BODY, error.message(), Map.of("errors", List.of(error)), headers);
    }

    /** Every exception of Spring MVC itself comes through here: its own document is replaced by one of ours. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = problem(status.value());
        if (problem.equals(Problem.INTERNAL)) {
            LOG.error("Request failed", exception);
        }
        return answer(problem, detail(exception, body, problem), Map.of(), headers);
    }

    /** The kind of problem that goes with a status which Spring or the container chose. */
    static Problem problem(int status) {
        return switch (status) {
            case 400 -> Problem.BAD_REQUEST;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413 -> Problem.TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 400 && status < 500
                    ? new Problem("status-" + status, "The request was refused", status)
                    : Problem.INTERNAL;
        };
    }

    private static String detail(Exception exception, @Nullable Object body, Problem problem) {
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return "The value of '" + mismatch.getName() + "' isn't of the right form.";
        }
        String detail = body instanceof ProblemDetail document ? document.getDetail() : null;
        return detail == null ? problem.title() + "." : detail;
    }

    private ResponseEntity<Object> answer(Problem problem, String detail, Map<String, Object> members,
            HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(documents.document(problem, detail, members), headers, problem.status());
    }

    private static boolean isOutage(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException || cause instanceof TransientDataAccessException
                    || cause instanceof MongoTimeoutException || cause instanceof MongoSocketException
                    || cause instanceof MongoOperationTimeoutException || cause instanceof MongoNotPrimaryException
                    || cause instanceof MongoNodeIsRecoveringException
                    || cause instanceof MongoWriteConcernException) {
                return true;
            }
        }
        return false;
    }
}
