package org.imprimatur.starter.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever ends a request into a problem document. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemDocuments documents;

    ProblemAdvice(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> problem(ProblemException exception) {
        return answer(exception.problem(), String.valueOf(exception.getMessage()), exception.members(),
                exception.headers());
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> other(Exception exception) {
        return problem(Problems.of(exception));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException exception,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (Problems.refusedByJetty(exception) != null) {
            return problem(Problems.of(exception));
        }
        InvalidField error = UnreadableBody.explain(exception);
        return answer(Problem.UNREADABLE_BODY, error.message(), Map.of("errors", List.of(error)), headers);
    }

    /** Every exception of Spring MVC itself comes through here: its own document is replaced by one of ours. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = Problems.of(status.value());
        if (problem.equals(Problem.INTERNAL)) {
            LOG.error("Request failed", exception);
        }
        List<InvalidField> errors = parametersAtFault(exception);
        if (!errors.isEmpty()) {
            return problem(new InvalidParameterException(errors));
        }
        return answer(problem, detail(body, problem), Map.of(), headers);
    }

    /** What Spring couldn't bind: parameters one by one, or to the components of a record. */
    private static List<InvalidField> parametersAtFault(Exception exception) {
        return switch (exception) {
            case MethodArgumentTypeMismatchException mismatch -> List.of(notOfTheForm(mismatch.getName()));
            case MissingServletRequestParameterException missing -> List.of(
                    new InvalidField(missing.getParameterName(), "is missing"));
            case BindException several -> several.getFieldErrors().stream().map(FieldError::getField).distinct()
                    .map(ProblemAdvice::notOfTheForm).toList();
            default -> List.of();
        };
    }

    private static InvalidField notOfTheForm(String parameter) {
        return new InvalidField(parameter, "has a value that isn't of the right form");
    }

    private static String detail(@Nullable Object body, Problem problem) {
        String detail = body instanceof ProblemDetail document ? document.getDetail() : null;
        return detail == null ? problem.title() + "." : detail;
    }

    private ResponseEntity<Object> answer(Problem problem, String detail, Map<String, Object> members,
            HttpHeaders given) {
        // A copy: what Spring hands over can't be changed for an address where there is nothing.
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(given);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(documents.document(problem, detail, members), headers, problem.status());
    }
}
