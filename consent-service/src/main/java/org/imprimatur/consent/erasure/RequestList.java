package org.imprimatur.consent.erasure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.conversions.Bson;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.search.Given;
import org.imprimatur.consent.search.Page;
import org.imprimatur.consent.search.Terms;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was erased, and what visitors ask to have erased, for compliance staff. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class RequestList {
    /**
     * Which ones are wanted; every part is optional.
     *
     * @param state {@code waiting} or {@code done}
     * @param from those of this time and later (RFC 3339)
     * @param to those of before this time (RFC 3339)
     */
    record Wanted(@Nullable String state, @Nullable String from, @Nullable String to, @Nullable String cursor,
            @Nullable String limit) {
        Map<String, String> given() {
            return new Given().with("state", state).with("from", from).with("to", to).with("cursor", cursor)
                    .with("limit", limit).parameters();
        }
    }

    /** The same of erasures, which have no state. */
    record Span(@Nullable String from, @Nullable String to, @Nullable String cursor, @Nullable String limit) {
        Map<String, String> given() {
            return new Given().with("from", from).with("to", to).with("cursor", cursor).with("limit", limit)
                    .parameters();
        }
    }

    private final ErasureRequests requests;
    private final StoredErasures erasures;
    private final Accesses accesses;

    RequestList(ErasureRequests requests, StoredErasures erasures, Accesses accesses) {
        this.requests = requests;
        this.erasures = erasures;
        this.accesses = accesses;
    }

    @GetMapping("/erasure-requests")
    ResponseEntity<Map<String, Object>> requests(@ModelAttribute Wanted wanted, Caller caller) {
        Terms terms = new Terms().with("state", wanted.state(), text -> text.equals("waiting") || text.equals("done"),
                text -> ErasureRequests.condition(text.equals("done")), "One of waiting and done is needed.")
                .between(wanted.from(), wanted.to()).page(wanted.cursor(), wanted.limit());
        Bson condition = terms.condition();
        Page<ErasureRequest> page = Page.of(requests.find(condition, terms.pageSize() + 1), terms.pageSize());
        accesses.note(caller.name(), "requests", wanted.given(), Map.of(), page.documents().size());
        return answer(page.body("requests", page.documents().stream().map(RequestList::shown).toList(),
                ErasureRequest::id));
    }

    @GetMapping("/erasures")
    ResponseEntity<Map<String, Object>> erasures(@ModelAttribute Span wanted, Caller caller) {
        Terms terms = new Terms().between(wanted.from(), wanted.to()).page(wanted.cursor(), wanted.limit());
        Bson condition = terms.condition();
        Page<Erasure> page = Page.of(erasures.find(condition, terms.pageSize() + 1), terms.pageSize());
        accesses.note(caller.name(), "erasures", wanted.given(), Map.of(), page.documents().size());
        return answer(page.body("erasures", page.documents(), Erasure::id));
    }

    /** A request as staff see it; its subjects lead to the records that it is about. */
    static Map<String, Object> shown(ErasureRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", request.id());
        shown.put("requestedAt", request.at());
        shown.put("state", request.doneAt() == null ? "waiting" : "done");
        shown.put("subjects", request.subjects());
        if (request.doneAt() != null) {
            shown.put("doneAt", request.doneAt());
            shown.put("doneBy", String.valueOf(request.doneBy()));
        }
        return shown;
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
