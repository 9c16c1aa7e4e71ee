package org.imprimatur.consent.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.imprimatur.consent.search.Ids;
import org.imprimatur.consent.search.Terms;
import org.imprimatur.starter.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The access log's own records, each with what is needed to check it offline. Who reads them is written down, too. */
@RestController
class AccessController {
    private final Accesses accesses;

    AccessController(Accesses accesses) {
        this.accesses = accesses;
    }

    @GetMapping("/api/v1/accesses")
    ResponseEntity<Map<String, Object>> search(@ModelAttribute AccessSearch search, Caller caller) {
        Terms terms = search.terms(accesses);
        Bson condition = terms.condition();
        List<KeptAccess> found = accesses.find(condition, terms.pageSize() + 1);
        List<KeptAccess> page = found.subList(0, Math.min(terms.pageSize(), found.size()));
        accesses.note(caller.name(), "audit", search.plain(), search.identifying(), page.size());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("records", accesses.withProofs(page));
        if (found.size() > page.size()) {
            body.put("next", Ids.cursorAfter(page.getLast().id()));
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
