package org.imprimatur.consent.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.search.Page;
import org.imprimatur.consent.search.Terms;
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

    private static final int ID_LENGTH = 36;

    private final Records records;
    private final Receipts receipts;
    private final Accesses accesses;
    private final Notices notices;

    RecordController(Records records, Receipts receipts, Accesses accesses, Notices notices) {
        this.notices = notices;
        this.records = records;
        this.receipts = receipts;
        this.accesses = accesses;
    }

    @GetMapping(path = "/{id}/receipt", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> receipt(@PathVariable String id) {
        Optional<String> receipt = receipts.of(find(id).orElseThrow(RecordController::nothing));
        // The next checkpoint makes another proof, just as good: keep what you have, or ask again for a later one.
        return receipt.map(proof -> ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.noCache())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + id + ".tlog-proof\"").body(proof))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.ACCEPTED).contentType(TEXT)
                        .cacheControl(CacheControl.noStore()).header(HttpHeaders.RETRY_AFTER, "1")
                        .body("The record is kept and on its way into the log.\n"));
    }

    @GetMapping("/{id}")
    ResponseEntity<ProvedRecord> one(@PathVariable String id, Caller caller) {
        Optional<KeptRecord> found = find(id);
        // Before anything is shown, here and below: a look that can't be put on record doesn't happen.
        accesses.note(caller.name(), "read", Map.of(), Map.of("record", id), found.isPresent() ? 1 : 0);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(receipts.withProofs(List.of(found.orElseThrow(RecordController::nothing))).getFirst());
    }

    @GetMapping
    ResponseEntity<Map<String, Object>> search(@ModelAttribute RecordSearch search, Caller caller) {
        Terms terms = search.terms(notices);
        Bson condition = terms.condition();
        Page<KeptRecord> page = Page.of(records.find(condition, terms.pageSize() + 1), terms.pageSize());
        accesses.note(caller.name(), "search", search.plain(), search.identifying(), page.documents().size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page.body("records",
                page.documents().stream().map(KeptRecord::document).toList(), KeptRecord::id));
    }

    private Optional<KeptRecord> find(String id) {
        return id.length() == ID_LENGTH && id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? records.find(UUID.fromString(id))
                : Optional.empty();
    }

    private static ProblemException nothing() {
        return new ProblemException(Problem.NOT_FOUND, "There is no record of this id.");
    }
}
