package org.imprimatur.consent.choice;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.record.Receipts;
import org.imprimatur.consent.visitor.WriteLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Choices as the banner sends them, and a visitor's own. */
@RestController
@RequestMapping("/api/v1/choices")
class ChoiceController {
    /** A visitor's own records, newest first, in a form the offline verifier reads. */
    record History(List<ProvedRecord> records) {}

    private final Choices choices;
    private final Notices notices;
    private final Receipts receipts;
    private final VisitorCookies cookies;
    private final SameSite sameSite;
    private final WriteLimit limit;
    private final VisitorSettings settings;

    ChoiceController(Choices choices, Notices notices, Receipts receipts, VisitorCookies cookies, SameSite sameSite,
            WriteLimit limit,
            VisitorSettings settings) {
        this.choices = choices;
        this.notices = notices;
        this.receipts = receipts;
        this.cookies = cookies;
        this.sameSite = sameSite;
        this.limit = limit;
        this.settings = settings;
    }

    /** The signal counts as the browser sent it: a body could claim that it was absent. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> choose(@RequestBody ChoiceRequest body, HttpServletRequest request,
            @RequestHeader(value = "Sec-GPC", required = false) @Nullable String gpc) throws InterruptedException {
        sameSite.require(request);
        Made made = choices.make(() -> body.command(notices, "1".equals(gpc)), () -> {
            limit.require(request);
            return cookies.visitor(request);
        });
        return ResponseEntity.status(HttpStatus.CREATED).headers(cookies.set(made))
                .cacheControl(CacheControl.noStore())
                .body(answer(made.record()));
    }

    @GetMapping("/mine")
    ResponseEntity<History> mine(HttpServletRequest request) {
        List<ProvedRecord> records = cookies.visitor(request).map(choices::of).map(receipts::withProofs)
                .orElse(List.of());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new History(records));
    }

    private Map<String, Object> answer(ConsentRecord record) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("recordId", record.recordId());
        answer.put("receipt", settings.publicPath("/api/v1/records/" + record.recordId() + "/receipt"));
        answer.put("validUntil", record.validUntil());
        answer.put("state", record.state().word());
        answer.put("choices", record.choices());
        answer.put("gpc", record.gpc());
        return answer;
    }
}
