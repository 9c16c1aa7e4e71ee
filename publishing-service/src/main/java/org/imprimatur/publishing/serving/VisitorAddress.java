package org.imprimatur.publishing.serving;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of the consent service that is open to visitors. These exist at the public port, by name, and no others:
 * what the consent service offers to staff, or will offer one day, does not.
 */
enum VisitorAddress {
    BANNER("/banner\\.js"), SETTINGS("/choices", "GET, HEAD, POST"), CHECK("/choices\\.js"),
    ERASURE("/choices/erasure", "POST"), RECEIPT_PAGE("/choices/receipts/[A-Za-z0-9-]{1,64}"),
    OWN_RECEIPT("/api/v1/choices/mine/[A-Za-z0-9-]{1,64}/(receipt|linked)"), NOTICE("/api/v1/notice"),
    ANY_NOTICE("/api/v1/notices/[A-Za-z0-9:._-]{1,100}"), CHOICES("/api/v1/choices", "POST"),
    OWN_CHOICES("/api/v1/choices/mine"), RECEIPT("/api/v1/records/[A-Za-z0-9-]{1,64}/receipt"),
    PRIVACY_CONTROL("/\\.well-known/gpc\\.json"), CHECKPOINT("/log/checkpoint"), LOG_KEY("/log/key"),
    /** As C2SP tlog-tiles names them. */
    TILE("/log/tile/(entries|[0-9]{1,2})/(x[0-9]{3}/){0,6}[0-9]{3}(\\.p/[0-9]{1,3})?");

    private static final String PREFIX = "/consent";
    private static final String WELL_KNOWN = "/.well-known/gpc.json";
    private static final int LONGEST = 200;

    private final Pattern pattern;
    private final String allowed;

    VisitorAddress(String pattern) {
        this(pattern, "GET, HEAD");
    }

    VisitorAddress(String pattern, String allowed) {
        this.pattern = Pattern.compile(pattern);
        this.allowed = allowed;
    }

    /** The address at that path of the public port; null if there is none. */
    static @Nullable VisitorAddress at(String path) {
        if (path.equals(WELL_KNOWN)) {
            return PRIVACY_CONTROL;
        }
        if (!path.startsWith(PREFIX) || path.length() > LONGEST) {
            return null;
        }
        String inside = inside(path);
        for (var address : values()) {
            if (address != PRIVACY_CONTROL && address.pattern.matcher(inside).matches()) {
                return address;
            }
        }
        return null;
    }

    /** The path at which the consent service has it. */
    static String inside(String path) {
        return path.equals(WELL_KNOWN) ? path : path.substring(PREFIX.length());
    }

    boolean takes(String method) {
        return List.of(allowed.split(", ")).contains(method);
    }

    /** The methods as {@code Allow} names them. */
    String allowed() {
        return allowed;
    }
}
