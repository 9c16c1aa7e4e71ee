package org.imprimatur.starter.problem;

import java.net.URI;

/**
 * A kind of error a client can tell apart from all others (RFC 9457, section 3.1.1).
 *
 * @param slug the last part of the type, lower case with hyphens; never changes once published
 * @param title one short sentence, the same for every occurrence
 * @param status the HTTP status that goes with it, 400 to 599
 */
public record Problem(String slug, String title, int status) {
    public static final Problem BAD_REQUEST = new Problem("bad-request", "The request can't be understood", 400);
    public static final Problem UNREADABLE_BODY = new Problem("unreadable-body", "The request body can't be read", 400);
    public static final Problem INVALID_PARAMETER = new Problem("invalid-parameter",
            "A parameter isn't one that this address takes", 400);
    public static final Problem UNAUTHENTICATED = new Problem("unauthenticated", "A valid token is needed", 401);
    public static final Problem FORBIDDEN = new Problem("forbidden", "This caller may not do that", 403);
    public static final Problem NOT_FOUND = new Problem("not-found", "There is nothing at this address", 404);
    public static final Problem METHOD_NOT_ALLOWED = new Problem("method-not-allowed",
            "This address doesn't take that method", 405);
    public static final Problem NOT_ACCEPTABLE = new Problem("not-acceptable",
            "No representation fits what was asked for", 406);
    public static final Problem TOO_LARGE = new Problem("too-large", "The request body is too large", 413);
    public static final Problem UNSUPPORTED_MEDIA_TYPE = new Problem("unsupported-media-type",
            "This media type isn't taken here", 415);
    public static final Problem INVALID_INPUT = new Problem("invalid-input", "Some of the input isn't valid", 422);
    public static final Problem INTERNAL = new Problem("internal", "Something went wrong on our side", 500);
    public static final Problem STORAGE_UNAVAILABLE = new Problem("storage-unavailable",
            "The database is away; nothing was kept", 503);

    public static final Problem OUTCOME_UNKNOWN = new Problem("outcome-unknown",
            "It is not known whether this was kept", 503);

    private static final String PREFIX = "urn:imprimatur:problem:";

    public Problem {
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*") || status < 400 || status > 599) {
            throw new IllegalArgumentException("Not a problem: " + slug + ", " + status);
        }
    }

    /** The problem type as it stands in the document. */
    public URI type() {
        return URI.create(PREFIX + slug);
    }
}
