package org.imprimatur.consent.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.consent.notice.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A record in JSON-LD, in the terms of the Data Privacy Vocabulary as its guide to ISO/IEC TS 27560 uses them
 * (https://w3id.org/dpv/guides/consent-27560). What the notice said stands in it, too: data, recipients, storage.
 */
public final class LinkedRecord {
    /** What the prefixes of the terms stand for. */
    public static final Map<String, Object> CONTEXT = Map.of("dpv", "https://w3id.org/dpv#", "dct",
            "http://purl.org/dc/terms/", "xsd", "http://www.w3.org/2001/XMLSchema#", "imprimatur",
            "urn:imprimatur:terms:");
    private static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#";

    private LinkedRecord() {}

    /**
     * A record.
     *
     * @param record as it was committed to
     * @param notice under which it was made; null where none is known any more
     */
    public static Map<String, Object> of(Map<String, Object> record, @Nullable Notice notice) {
        Map<String, Object> linked = new LinkedHashMap<>();
        linked.put("@id", "urn:uuid:" + record.get("recordId"));
        linked.put("@type", "dpv:ConsentRecord");
        linked.put("dct:identifier", record.get("recordId"));
        linked.put("dct:conformsTo", id(SCHEMA + "record"));
        linked.put("dpv:hasDataSubject",
                Map.of("@id", "urn:imprimatur:subject:" + record.get("subject"), "@type", "dpv:DataSubject"));
        linked.put("dpv:hasJurisdiction", record.get("jurisdiction"));
        linked.put("dpv:hasNotice", Map.of("@id", "urn:imprimatur:notice:" + record.get("notice"), "@type",
                "dpv:ConsentNotice", "dct:hasVersion", record.get("policyVersion"), "dct:language",
                record.get("language")));
        linked.put("dpv:hasConsentStatus", id(status(String.valueOf(record.get("state")))));
        if (record.get("consentType") instanceof String type) {
            linked.put("dpv:hasConsentType", id(type));
        }
        linked.put("dpv:isIndicatedAtTime", time(record.get("eventTime")));
        linked.put("dpv:isIndicatedBy", id("dpv:DataSubject"));
        linked.put("dpv:hasIndicationMethod", record.get("method"));
        linked.put("dct:valid", record.get("eventTime") + "/" + record.get("validUntil"));
        linked.put("imprimatur:gpc", record.get("gpc"));
        if (notice != null) {
            linked.put("dpv:hasDataController", controllers(notice));
        }
        linked.put("dpv:hasProcess", processes(record, notice));
        return linked;
    }

    /**
     * A receipt: the record, with all that is needed to check it against the log.
     *
     * @param nonce base64
     * @param proof C2SP tlog-proof; null as long as the log doesn't cover the record
     */
    public static Map<String, Object> receipt(Map<String, Object> record, @Nullable Notice notice, String nonce,
            @Nullable String proof) {
        Map<String, Object> linked = new LinkedHashMap<>();
        linked.put("@context", CONTEXT);
        linked.put("@id", "urn:uuid:" + record.get("receiptId"));
        linked.put("@type", "dpv:ConsentReceipt");
        linked.put("dct:identifier", record.get("receiptId"));
        linked.put("dct:conformsTo", id(SCHEMA + "receipt"));
        linked.put("dpv:hasRecordOfActivity", of(record, notice));
        // The very JSON that the log's commitment is to; the terms above are made of it.
        linked.put("imprimatur:record", Map.of("@type", "@json", "@value", record));
        linked.put("imprimatur:nonce", nonce);
        if (proof != null) {
            linked.put("imprimatur:proof", proof);
        }
        return linked;
    }

    private static String status(String state) {
        return switch (state) {
            case "given" -> "dpv:ConsentGiven";
            case "withdrawn" -> "dpv:ConsentWithdrawn";
            default -> "dpv:ConsentRefused";
        };
    }

    private static List<Object> controllers(Notice notice) {
        List<Object> controllers = new ArrayList<>();
        for (Map<?, ?> who : objects(notice.document().get("controllers"))) {
            controllers.add(Map.of("@type", "dpv:DataController", "dpv:hasName", String.valueOf(who.get("name")),
                    "dpv:hasAddress", String.valueOf(who.get("address")), "dpv:hasContact",
                    String.valueOf(who.get("contact"))));
        }
        return controllers;
    }

    private static List<Object> processes(Map<String, Object> record, @Nullable Notice notice) {
        List<Object> processes = new ArrayList<>();
        if (record.get("choices") instanceof Map<?, ?> choices) {
            choices.forEach((purpose, allowed) -> {
                Map<String, Object> process = new LinkedHashMap<>();
                process.put("@type", "dpv:Process");
                process.put("dct:identifier", purpose);
                process.put("imprimatur:allowed", allowed);
                if (notice != null) {
                    objects(notice.document().get("purposes")).stream()
                            .filter(told -> String.valueOf(purpose).equals(told.get("id")))
                            .forEach(told -> describe(process, told));
                }
                processes.add(process);
            });
        }
        return processes;
    }

    private static void describe(Map<String, Object> process, Map<?, ?> told) {
        process.put("dct:title", String.valueOf(told.get("name")));
        process.put("dct:description", String.valueOf(told.get("text")));
        process.put("dpv:hasPurpose", texts(told.get("purpose")).stream().map(LinkedRecord::id).toList());
        process.put("dpv:hasLegalBasis", id(String.valueOf(told.get("legalBasis"))));
        process.put("dpv:hasProcessing", texts(told.get("processing")).stream().map(LinkedRecord::id).toList());
        process.put("dpv:hasPersonalData", texts(told.get("data")));
        process.put("dpv:hasRecipient", texts(told.get("recipients")));
        process.put("dpv:hasStorageCondition", List.of(
                Map.of("@type", "dpv:StorageDuration", "dct:description", String.valueOf(told.get("retention"))),
                Map.of("@type", "dpv:StorageLocation", "dct:description", String.join(", ",
                        texts(told.get("storage"))))));
    }

    private static Map<String, Object> id(String id) {
        return Map.of("@id", id);
    }

    private static Map<String, Object> time(@Nullable Object time) {
        return Map.of("@type", "xsd:dateTime", "@value", String.valueOf(time));
    }

    private static List<Map<?, ?>> objects(@Nullable Object list) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (list instanceof List<?> all) {
            all.forEach(one -> {
                if (one instanceof Map<?, ?> object) {
                    objects.add(object);
                }
            });
        }
        return objects;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }
}
