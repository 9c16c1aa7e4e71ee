package org.imprimatur.consent.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.search.Ids;
import org.imprimatur.consent.search.Page;
import org.imprimatur.consent.search.Terms;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The records, for compliance staff. */
@RestController
@RequestMapping("/api/v1/records")
class RecordController {
    private static final Problem ERASED = new Problem("record-erased", "The record was erased", 410);

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

    @GetMapping("/{id}")
    ResponseEntity<ProvedRecord> one(@PathVariable String id, Caller caller) {
        Optional<KeptRecord> found = records.find(id);
        // Before anything is shown, here and below: a look that can't be put on record doesn't happen.
        accesses.note(caller.name(), "read", Map.of(), Map.of("record", id), found.isPresent() ? 1 : 0);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(receipts.withProofs(List.of(found.orElseThrow(() -> gone(id)))).getFirst());
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

    private ProblemException gone(String id) {
        return Ids.uuid(id).flatMap(records::erased)
                .map(erased -> new ProblemException(ERASED, "Its commitment stays in the log and leads to nothing.")
                        .with("erasedAt", erased.at()).with("erasedBy", erased.by()).with("reason", erased.reason()))
                .orElseGet(RecordController::nothing);
    }

    private static ProblemException nothing() {
        return new ProblemException(Problem.NOT_FOUND, "There is no record of this id.");
    }
}
