package org.imprimatur.consent.choice;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
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
    private final Clock clock;
    private final ScriptlessPages pages;

    ChoiceForm(Choices choices, Notices notices, VisitorCookies cookies, SameSite sameSite, Clock clock,
            ScriptlessPages pages) {
        this.choices = choices;
        this.notices = notices;
        this.cookies = cookies;
        this.sameSite = sameSite;
        this.clock = clock;
        this.pages = pages;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String recorded,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
            @RequestHeader(value = "Sec-GPC", required = false) @Nullable String gpc, HttpServletRequest request) {
        Notice notice = notices.inForce(lang, languages);
        List<ConsentRecord> history = cookies.visitor(request).map(choices::of).orElse(List.of()).stream()
                .map(KeptRecord::record).toList();
        // Only what is the visitor's own is confirmed; anything else in the address is nobody's choice.
        UUID made = history.stream().map(ConsentRecord::recordId).filter(id -> id.toString().equals(recorded))
                .findFirst().orElse(null);
        return pages.settings(new ChoicesPage(notice, notices.languages(), UUID.randomUUID(), "1".equals(gpc), made,
                history, clock.instant()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Void> choose(@RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String notice,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String decision,
            @RequestParam(required = false) @Nullable List<String> purpose, HttpServletRequest request,
            @RequestHeader(value = "Sec-GPC", required = false) @Nullable String gpc) throws InterruptedException {
        sameSite.require(request);
        Map<String, @Nullable Boolean> answers = answers(notice, decision, purpose == null ? List.of() : purpose);
        MakeChoice choice = new ChoiceRequest(id, null, notice, language, answers, "settings").command(notices,
                "1".equals(gpc));
        Made made = choices.make(choice, cookies.visitor(request).orElse(null));
        return ResponseEntity.status(HttpStatus.SEE_OTHER).headers(cookies.set(made))
                .cacheControl(CacheControl.noStore())
                // Relative, as the page's own links.
                .location(URI.create("choices?recorded=" + made.record().recordId() + "&lang=" + choice.language()))
                .build();
    }

    /** Whoever sends a form reads the answer: a page where everybody else gets a problem document. */
    @ExceptionHandler
    ResponseEntity<String> failure(Exception exception, HttpServletRequest request) {
        String asked = request.getParameter(request.getMethod().equals("POST") ? "language" : "lang");
        Notice notice = notices.inForce(asked, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return pages.failure(Problems.of(exception), notice.language());
    }

    /** A form sends the boxes that are ticked; the others of the same notice are answered by that. */
    private Map<String, @Nullable Boolean> answers(@Nullable String notice, @Nullable String decision,
            List<String> ticked) {
        Map<String, @Nullable Boolean> answers = new TreeMap<>();
        ticked.forEach(purpose -> answers.put(purpose, true));
        List<Purpose> asked = notices.find(Objects.requireNonNullElse(notice, "")).map(Notice::optionalPurposes)
                .orElse(List.of());
        for (Purpose purpose : asked) {
            boolean allowed = switch (decision) {
                case "accept" -> true;
                case "reject" -> false;
                case "save" -> ticked.contains(purpose.id());
                case null, default -> throw new InvalidInputException(
                        List.of(new InvalidField("decision", "One of accept, reject and save is needed.")));
            };
            answers.put(purpose.id(), allowed);
        }
        return answers;
    }
}
