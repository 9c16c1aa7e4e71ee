package org.imprimatur.starter.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Ends a request with a problem document; thrown anywhere below a controller. Leaves no trace in the log. */
public class ProblemException extends RuntimeException {
    private final Problem problem;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param problem the kind of error
     * @param detail what happened this time, for a person to read; holds nothing secret
     */
    public ProblemException(Problem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
    }

    /** Adds an extension member (RFC 9457, section 3.2); the value is written as JSON. */
    public final ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a response header field, {@code ETag} or {@code Retry-After} for instance. */
    public final ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public final Problem problem() {
        return problem;
    }

    final Map<String, Object> members() {
        return members;
    }

    /** The header fields that go with the answer, whatever its form. */
    public final HttpHeaders headers() {
        var fields = new HttpHeaders();
        headers.forEach(fields::set);
        return fields;
    }
}
