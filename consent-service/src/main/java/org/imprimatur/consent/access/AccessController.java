package org.imprimatur.consent.access;

import java.util.Map;
import org.bson.conversions.Bson;
import org.imprimatur.consent.search.Page;
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
        Page<KeptAccess> page = Page.of(accesses.find(condition, terms.pageSize() + 1), terms.pageSize());
        accesses.note(caller.name(), "audit", search.plain(), search.identifying(), page.documents().size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(page.body("records", accesses.withProofs(page.documents()), KeptAccess::id));
    }
}
