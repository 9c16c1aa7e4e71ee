package org.imprimatur.consent.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.record.Erased;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.search.Ids;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Erasing, for compliance staff. Each order is written down in the access log before it is carried out; the same order
 * again finds nothing left to erase and is answered alike.
 */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ErasureController {
    private final Erasures erasures;
    private final ErasureRequests requests;
    private final Records records;
    private final Accesses accesses;

    ErasureController(Erasures erasures, ErasureRequests requests, Records records, Accesses accesses) {
        this.erasures = erasures;
        this.requests = requests;
        this.records = records;
        this.accesses = accesses;
    }

    /** One record; answers who has erased it, when and why, which for one erased before is what was said then. */
    @PostMapping(path = "/records/{id}/erasure", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> one(@PathVariable String id, @RequestBody ErasureOrder order, Caller caller) {
        String reason = order.checkedReason();
        UUID record = Ids.uuid(id).filter(known -> records.commitment(known).isPresent())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no record of this id."));
        erase(List.of(record), reason, caller, Map.of("record", id));
        Erased erased = records.erased(record)
                .orElseThrow(() -> new IllegalStateException("A record is there that was just erased"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("recordId", record);
        body.put("erasure", erased.id());
        body.put("erasedAt", erased.at());
        body.put("erasedBy", erased.by());
        body.put("reason", erased.reason());
        return answer(body);
    }

    /** Everything that is kept of a subject. */
    @PostMapping(path = "/erasures", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> subject(@RequestBody ErasureOrder order, Caller caller) {
        String subject = order.checkedSubject();
        String reason = new ErasureOrder(null, order.reason()).checkedReason();
        int erased = erase(records.idsOf(List.of(subject)), reason, caller, Map.of("subject", subject));
        return answer(Map.of("erased", erased));
    }

    /** Everything that is kept of the visitor who asked for it; the request is done with it. */
    @PostMapping(path = "/erasure-requests/{id}/done", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> done(@PathVariable String id, @RequestBody ErasureOrder order,
            Caller caller) {
        String reason = order.checkedReason();
        ErasureRequest request = Ids.uuid(id).flatMap(requests::find)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no request of this id."));
        int erased = erase(records.idsOf(request.subjects()), reason, caller, Map.of("request", id));
        requests.done(request.id(), caller.name());
        ErasureRequest now = requests.find(request.id()).orElse(request);
        Map<String, Object> body = new LinkedHashMap<>(RequestList.shown(now));
        body.put("erased", erased);
        return answer(body);
    }

    private int erase(List<UUID> ids, String reason, Caller caller, Map<String, String> target) {
        accesses.note(caller.name(), "erase", Map.of("reason", reason), target, ids.size());
        return erasures.erase(records.notErased(ids), caller.name(), reason);
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
