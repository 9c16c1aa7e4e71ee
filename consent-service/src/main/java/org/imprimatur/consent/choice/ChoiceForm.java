package org.imprimatur.consent.choice;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.consent.visitor.WriteLimit;
import org.imprimatur.starter.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The same as the banner and more, without script: the settings page and its form. */
@RestController
@RequestMapping("/choices")
class ChoiceForm {
    private final Choices choices;
    private final Notices notices;
    private final VisitorCookies cookies;
    private final SameSite sameSite;
    private final WriteLimit limit;
    private final Clock clock;
    private final ScriptlessPages pages;

    ChoiceForm(Choices choices, Notices notices, VisitorCookies cookies, SameSite sameSite, WriteLimit limit,
            Clock clock, ScriptlessPages pages) {
        this.choices = choices;
        this.notices = notices;
        this.cookies = cookies;
        this.sameSite = sameSite;
        this.limit = limit;
        this.clock = clock;
        this.pages = pages;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String recorded,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
            @RequestHeader(value = "Sec-GPC", required = false) @Nullable String gpc, HttpServletRequest request) {
        Notice notice = notices.inForce(lang, languages);
        List<ConsentRecord> history = cookies.visitor(request).map(choices::of).orElse(List.of()).stream()
                .map(KeptRecord::record).toList();
        // Only what is the visitor's own is confirmed; anything else in the address is nobody's choice.
        UUID made = history.stream().map(ConsentRecord::recordId).filter(id -> id.toString().equals(recorded))
                .findFirst().orElse(null);
        return pages.settings(new ChoicesPage(notice, notices.languages(), UUID.randomUUID(),
                ChoiceRequest.uuid(after).orElse(null), "1".equals(gpc), made,
                history, clock.instant()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Void> choose(@ModelAttribute SentForm form, HttpServletRequest request,
            @RequestHeader(value = "Sec-GPC", required = false) @Nullable String gpc) throws InterruptedException {
        sameSite.require(request);
        Made made = choices.make(() -> form.request(notices).command(notices, "1".equals(gpc)),
                () -> {
                    limit.require(request);
                    return cookies.visitor(request);
                });
        return ResponseEntity.status(HttpStatus.SEE_OTHER).headers(cookies.set(made))
                .cacheControl(CacheControl.noStore())
                // Relative, as the page's own links.
                .location(URI.create("choices?recorded=" + made.record().recordId() + "&lang="
                        + made.record().language()))
                .build();
    }

    /** Whoever sends a form reads the answer: a page where everybody else gets a problem document. */
    @ExceptionHandler
    ResponseEntity<String> failure(Exception exception, HttpServletRequest request) {
        boolean sent = request.getMethod().equals("POST");
        Notice notice = notices.inForce(request.getParameter(sent ? "language" : "lang"),
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return pages.failure(Problems.of(exception), notice.language(), sent ? SentForm.of(request) : null);
    }
}
