package org.imprimatur.consent.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is kept of one choice: the record of ISO/IEC TS 27560, with DPV terms, whose notice is a document of its own.
 * It never holds an address, a browser's name, a page, an account or an e-mail; there is no field to put one in.
 *
 * @param recordId a UUID of version 7 whose time is {@code eventTime}
 * @param receiptId names the receipt given to the visitor
 * @param subject a keyed hash of the visitor's random number, under a key that changes with the period
 * @param eventTime whole milliseconds
 * @param validUntil whole milliseconds; afterwards the visitor is asked again
 * @param choices every purpose of the notice, with what holds, which a signal may have changed from what was clicked
 * @param notice hash of the notice that was shown
 * @param gpc whether the browser sent Global Privacy Control with the choice
 */
public record ConsentRecord(UUID recordId, UUID receiptId, String subject, Instant eventTime, State state,
        Instant validUntil, Map<String, Boolean> choices, String notice, String policyVersion, String language,
        String jurisdiction, Method method, boolean gpc) {

    /** Names the set of fields and their meaning. */
    public static final String SCHEMA = "imprimatur-consent-record/v1";

    /** Consent by an action meant to express it; silence never makes a record, and a refusal is of no such type. */
    private static final String CONSENT_TYPE = "dpv:ExpressedConsent";

    /** Who acted: the visitor, and nobody in the visitor's name. */
    private static final String ACTOR = "dpv:DataSubject";

    public ConsentRecord {
        // A part of a millisecond would be lost in the database, and the commitment with it.
        eventTime = eventTime.truncatedTo(ChronoUnit.MILLIS);
        validUntil = validUntil.truncatedTo(ChronoUnit.MILLIS);
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }

    /** The record as JSON: the very value whose RFC 8785 canonical form is committed to. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("recordId", recordId.toString());
        document.put("receiptId", receiptId.toString());
        document.put("subject", subject);
        document.put("eventTime", eventTime.toString());
        document.put("state", state.word());
        if (state == State.GIVEN) {
            document.put("consentType", CONSENT_TYPE);
        }
        document.put("actor", ACTOR);
        document.put("validUntil", validUntil.toString());
        document.put("choices", choices);
        document.put("notice", notice);
        document.put("policyVersion", policyVersion);
        document.put("language", language);
        document.put("jurisdiction", jurisdiction);
        document.put("method", method.word());
        document.put("gpc", gpc);
        return Collections.unmodifiableMap(document);
    }

    /** The record that a document tells; members of later versions are left to the document. */
    public static ConsentRecord of(Map<String, ?> document) {
        Map<String, Boolean> choices = new TreeMap<>();
        if (document.get("choices") instanceof Map<?, ?> answers) {
            answers.forEach((purpose, allowed) -> choices.put((String) purpose, (Boolean) allowed));
        }
        return new ConsentRecord(UUID.fromString(text(document, "recordId")),
                UUID.fromString(text(document, "receiptId")), text(document, "subject"),
                Instant.parse(text(document, "eventTime")), State.of(text(document, "state")).orElseThrow(),
                Instant.parse(text(document, "validUntil")), choices, text(document, "notice"),
                text(document, "policyVersion"), text(document, "language"), text(document, "jurisdiction"),
                Method.of(text(document, "method")).orElseThrow(), Boolean.TRUE.equals(document.get("gpc")));
    }

    private static String text(Map<String, ?> document, String member) {
        if (document.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("A stored record has no text as its " + member);
    }
}
