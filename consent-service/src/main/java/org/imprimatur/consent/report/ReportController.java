package org.imprimatur.consent.report;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.lte;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.RecordSearch;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.search.Given;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Numbers and exports. Both are written down in the access log, with how many records they were made of, beforehand. */
@RestController
@RequestMapping("/api/v1")
class ReportController {
    /** Which records, by the parameters of their search; and in which format. */
    record Wanted(@Nullable String format, @Nullable String subject, @Nullable String purpose, @Nullable String state,
            @Nullable String method, @Nullable String from, @Nullable String to, @Nullable String notice) {
        RecordSearch search() {
            return new RecordSearch(subject, purpose, state, method, from, to, notice, null, null);
        }
    }

    /** The records whose numbers are wanted. */
    record Counted(@Nullable String from, @Nullable String to, @Nullable String notice) {
        RecordSearch search() {
            return new RecordSearch(null, null, null, null, from, to, notice, null, null);
        }
    }

    private final Records records;
    private final Notices notices;
    private final Accesses accesses;

    ReportController(Records records, Notices notices, Accesses accesses) {
        this.records = records;
        this.notices = notices;
        this.accesses = accesses;
    }

    @GetMapping(path = "/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Statistics> statistics(@ModelAttribute Counted counted, Caller caller) {
        RecordSearch search = counted.search();
        Statistics statistics = Statistics.of(records, search.terms(notices).condition());
        accesses.note(caller.name(), "statistics", search.plain(), Map.of(), Math.toIntExact(statistics.total()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(statistics);
    }

    @GetMapping(path = "/export", produces = {"text/csv", "application/x-ndjson", "application/ld+json"})
    void export(@ModelAttribute Wanted wanted, Caller caller, HttpServletResponse response) throws IOException {
        ExportFormat format = ExportFormat.of(wanted.format()).orElseThrow(() -> new InvalidParameterException(
                java.util.List.of(new InvalidField("format", "One of csv, ndjson and jsonld is needed."))));
        RecordSearch search = wanted.search();
        Bson asked = search.terms(notices).condition();
        // What is written down is what is shown: records made from here on belong to the next export.
        Optional<UUID> newest = records.newest(asked);
        Bson condition = newest.map(id -> and(asked, lte("_id", id))).orElse(asked);
        long count = newest.isPresent() ? records.count(condition) : 0;
        Map<String, String> plain = new TreeMap<>(search.plain());
        plain.putAll(new Given().with("format", wanted.format()).parameters());
        accesses.note(caller.name(), "export", plain, search.identifying(), Math.toIntExact(count));
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"consent-records." + format.suffix() + "\"");
        OutputStream out = response.getOutputStream();
        try (Export export = format.begin(out, notices)) {
            if (count > 0) {
                records.each(condition, export::add);
            }
        }
    }
}
