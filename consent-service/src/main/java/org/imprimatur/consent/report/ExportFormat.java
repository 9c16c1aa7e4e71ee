package org.imprimatur.consent.report;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.consent.record.LinkedRecord;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** How records are written for other programs. */
enum ExportFormat {
    /** RFC 4180: a line of names, then a line for each record, with purposes and what was chosen as one value. */
    CSV("text/csv;charset=UTF-8", "csv"),
    /** A JSON document on each line, as it was committed to. */
    NDJSON("application/x-ndjson", "ndjson"),
    /** One JSON-LD document of consent records in the terms of DPV (ISO/IEC TS 27560). */
    JSONLD("application/ld+json", "jsonld");

    private static final List<String> COLUMNS = List.of("recordId", "receiptId", "subject", "eventTime", "state",
            "validUntil", "notice", "policyVersion", "language", "jurisdiction", "method", "gpc");

    private final String mediaType;
    private final String suffix;

    ExportFormat(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    static Optional<ExportFormat> of(@Nullable String name) {
        return Arrays.stream(values()).filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    String mediaType() {
        return mediaType;
    }

    String suffix() {
        return suffix;
    }

    Export begin(OutputStream out, Notices notices) {
        return switch (this) {
            case CSV -> new Export(out, String.join(",", COLUMNS) + ",choices\r\n", "", "", ExportFormat::line);
            case NDJSON -> new Export(out, "", "", "", record -> CanonicalJson.text(record.document()) + "\n");
            case JSONLD -> new Export(out, "{\"@context\":" + CanonicalJson.text(LinkedRecord.CONTEXT)
                    + ",\"@graph\":[\n", ",\n", "\n]}\n",
                    record -> CanonicalJson.text(LinkedRecord.of(record.document(),
                            notices.find(String.valueOf(record.document().get("notice"))).orElse(null))));
        };
    }

    private static String line(KeptRecord kept) {
        Map<String, Object> document = kept.document();
        ConsentRecord record = kept.record();
        String choices = record.choices().entrySet().stream()
                .map(choice -> choice.getKey() + "=" + choice.getValue()).collect(Collectors.joining(";"));
        return COLUMNS.stream().map(column -> quoted(String.valueOf(document.get(column))))
                .collect(Collectors.joining(",")) + "," + quoted(choices) + "\r\n";
    }

    private static String quoted(String value) {
        return value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
