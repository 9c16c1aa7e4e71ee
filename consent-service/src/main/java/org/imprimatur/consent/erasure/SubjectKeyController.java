package org.imprimatur.consent.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.key.Destruction;
import org.imprimatur.consent.visitor.Subjects;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that tie a period's records to cookies, for compliance staff: which there are, and destroying one. */
@RestController
@RequestMapping(path = "/api/v1/subject-keys", produces = MediaType.APPLICATION_JSON_VALUE)
class SubjectKeyController {
    private static final Problem NOT_OVER = new Problem("period-not-over", "This period's key is still needed", 409);

    private final Subjects subjects;
    private final Accesses accesses;
    private final Clock clock;

    SubjectKeyController(Subjects subjects, Accesses accesses, Clock clock) {
        this.subjects = subjects;
        this.accesses = accesses;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<Map<String, Object>> all() {
        List<Map<String, Object>> shown = new ArrayList<>();
        subjects.periods().forEach((period, destruction) -> shown.add(shown(period, destruction)));
        return answer(Map.of("periods", shown));
    }

    /** For good, and at every instance within seconds; a key destroyed before is answered as it was then. */
    @PostMapping(path = "/{period}/destruction", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> destroy(@PathVariable String period, @RequestBody ErasureOrder order,
            Caller caller) {
        String reason = order.checkedReason();
        Instant over = Subjects.safelyOver(period).filter(_ -> subjects.periods().containsKey(period))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There was never a key for this period."));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isBefore(over)) {
            throw new ProblemException(NOT_OVER,
                    "Records are made under it; it can be destroyed from " + over + " on.");
        }
        accesses.note(caller.name(), "destroy-key", Map.of("period", period, "reason", reason), Map.of(), 0);
        subjects.destroy(period, new Destruction(now, caller.name(), reason));
        return answer(shown(period, subjects.periods().getOrDefault(period, Optional.empty())));
    }

    private static Map<String, Object> shown(String period, Optional<Destruction> destruction) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("period", period);
        shown.put("state", destruction.isPresent() ? "destroyed" : "in use");
        destruction.ifPresent(done -> {
            shown.put("destroyedAt", done.at());
            shown.put("destroyedBy", done.by());
            shown.put("reason", done.reason());
        });
        return shown;
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
