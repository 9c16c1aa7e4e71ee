package org.imprimatur.consent.record;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Receipts for everyone; the records themselves for compliance staff. */
@RestController
@RequestMapping("/api/v1/records")
class RecordController {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Records records;
    private final Receipts receipts;
    private final Accesses accesses;

    RecordController(Records records, Receipts receipts, Accesses accesses) {
        this.records = records;
        this.receipts = receipts;
        this.accesses = accesses;
    }

    @GetMapping(path = "/{id}/receipt", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> receipt(@PathVariable String id) {
        Optional<String> receipt = receipts.of(record(id));
        // The next checkpoint makes another proof, just as good: keep what you have, or ask again for a later one.
        return receipt.map(proof -> ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.noCache())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + id + ".tlog-proof\"").body(proof))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.ACCEPTED).contentType(TEXT)
                        .cacheControl(CacheControl.noStore()).header(HttpHeaders.RETRY_AFTER, "1")
                        .body("The record is kept and on its way into the log.\n"));
    }

    @GetMapping("/{id}")
    ResponseEntity<ProvedRecord> one(@PathVariable String id, Caller caller) {
        // Before the reading, here and below: a look that can't be put on record doesn't happen.
        accesses.note(caller.name(), "read", Map.of("record", id));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(receipts.withProofs(List.of(record(id))).getFirst());
    }

    @GetMapping
    ResponseEntity<Map<String, Object>> search(@ModelAttribute RecordSearch search, Caller caller) {
        int size = search.pageSize();
        Bson condition = search.condition();
        accesses.note(caller.name(), "search", search.given());
        List<KeptRecord> found = records.find(condition, size + 1);
        List<KeptRecord> page = found.subList(0, Math.min(size, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("records", page.stream().map(KeptRecord::document).toList());
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (found.size() > size) {
            body.put("next", RecordSearch.cursorAfter(page.getLast().record().recordId()));
        }
        return answer.body(body);
    }

    private KeptRecord record(String id) {
        return uuid(id).flatMap(records::find)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no record of this id."));
    }

    private static Optional<UUID> uuid(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }
}
