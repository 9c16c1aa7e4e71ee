package org.imprimatur.consent.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One look at visitors' records, or at this log's own, or one deed that changed what is kept of them. What leads to one visitor's records stands in it as a keyed hash,
 * so that nothing in the log has to be erased with those.
 *
 * @param accessId a UUID of version 7 whose time is {@code eventTime}
 * @param actor the name in the token of whoever looked
 * @param eventTime whole milliseconds
 * @param action a verb, as {@link AccessSearch} lists them
 * @param target what was asked for, by the names of the parameters
 * @param results how many records were shown, or erased
 */
record AccessRecord(UUID accessId, String actor, Instant eventTime, String action, Map<String, String> target,
        int results) {
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
        document.put("results", results);
        return document;
    }
}
