package org.imprimatur.consent.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One look at visitors' records.
 *
 * @param accessId a UUID of version 7 whose time is {@code eventTime}
 * @param actor the name in the token of whoever looked
 * @param eventTime whole milliseconds
 * @param action {@code search} or {@code read}
 * @param target what was asked for, by the names of the parameters
 */
record AccessRecord(UUID accessId, String actor, Instant eventTime, String action, Map<String, String> target) {
    private static final String SCHEMA = "imprimatur-access-record/v1";

    AccessRecord {
        target = Map.copyOf(target);
    }

    /** The record as JSON: the value whose canonical form is committed to. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("accessId", accessId.toString());
        document.put("actor", actor);
        document.put("eventTime", eventTime.toString());
        document.put("action", action);
        document.put("target", target);
        return document;
    }
}
