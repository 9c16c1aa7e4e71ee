package org.imprimatur.consent.notice;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.search.Ids;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Notices on their way to visitors, for compliance staff; every step is an entry of the access log as well. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class NoticeDeskController {
    private static final int MOST_NOTICES = 50;
    private static final int LONGEST_REASON = 500;

    /**
     * Notices to publish together.
     *
     * @param change {@code text} or {@code substance}
     * @param reason what has changed and why, for whoever reads the history
     * @param notices whole documents, without hash; the policy version may be left out
     */
    record Order(@Nullable String change, @Nullable String reason,
            @Nullable List<@Nullable Map<String, Object>> notices) {}

    /** @param hash of what is approved, as the draft says it */
    record Approval(@Nullable String hash) {}

    private final NoticeDesk desk;
    private final Accesses accesses;

    NoticeDeskController(NoticeDesk desk, Accesses accesses) {
        this.desk = desk;
        this.accesses = accesses;
    }

    @PostMapping(path = "/notice-drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> draft(@RequestBody Order order, Caller caller) {
        List<InvalidField> errors = new ArrayList<>();
        Optional<NoticeChange> change = NoticeChange.of(order.change());
        if (change.isEmpty()) {
            errors.add(new InvalidField("/change", "One of text and substance is needed."));
        }
        String reason = order.reason() == null ? "" : order.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            errors.add(new InvalidField("/reason", "A reason of 1 to " + LONGEST_REASON + " characters is needed."));
        }
        List<Map<String, Object>> documents = new ArrayList<>();
        if (order.notices() != null) {
            order.notices().stream().filter(document -> document != null).forEach(documents::add);
        }
        if (documents.isEmpty() || documents.size() > MOST_NOTICES) {
            errors.add(new InvalidField("/notices", "1 to " + MOST_NOTICES + " notices are needed."));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        NoticeDraft draft = desk.draft(change.orElseThrow(), reason, documents, caller.name());
        note(caller, "draft-notice", draft);
        return ResponseEntity.created(URI.create("/api/v1/notice-drafts/" + draft.id()))
                .cacheControl(CacheControl.noStore()).body(whole(draft));
    }

    @GetMapping("/notice-drafts")
    ResponseEntity<Map<String, Object>> drafts() {
        return answer(Map.of("drafts", desk.newest().stream().map(this::shown).toList()));
    }

    @GetMapping("/notice-drafts/{id}")
    ResponseEntity<Map<String, Object>> one(@PathVariable String id) {
        return answer(whole(find(id)));
    }

    @PostMapping(path = "/notice-drafts/{id}/approval", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> approve(@PathVariable String id, @RequestBody Approval approval,
            Caller caller) {
        NoticeDraft approved = desk.approve(find(id), String.valueOf(approval.hash()), caller.name());
        note(caller, "approve-notice", approved);
        return answer(whole(approved));
    }

    @PostMapping("/notice-drafts/{id}/publication")
    ResponseEntity<NoticePublication> publish(@PathVariable String id, Caller caller) {
        NoticeDraft draft = find(id);
        NoticePublication publication = desk.publish(draft, caller.name());
        note(caller, "publish-notice", draft);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(publication);
    }

    @GetMapping("/notice-publications")
    ResponseEntity<Map<String, Object>> publications() {
        return answer(Map.of("publications", desk.publications()));
    }

    private NoticeDraft find(String id) {
        return Ids.uuid(id).flatMap(desk::find)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no draft of this id."));
    }

    private void note(Caller caller, String action, NoticeDraft draft) {
        accesses.note(caller.name(), action, Map.of("draft", draft.id().toString(), "hash", draft.hash()), Map.of(),
                0);
    }

    private Map<String, Object> shown(NoticeDraft draft) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", draft.id());
        Optional<NoticePublication> publication = desk.publicationOf(draft);
        shown.put("state", publication.isPresent() ? "published" : draft.approvedBy() == null ? "draft" : "approved");
        shown.put("change", draft.change().word());
        shown.put("reason", draft.reason());
        shown.put("jurisdiction", draft.jurisdiction());
        shown.put("policyVersion", draft.policyVersion());
        shown.put("hash", draft.hash());
        shown.put("draftedBy", draft.by());
        shown.put("draftedAt", draft.at());
        if (draft.approvedBy() != null && draft.approvedAt() != null) {
            shown.put("approvedBy", draft.approvedBy());
            shown.put("approvedAt", draft.approvedAt());
        }
        publication.ifPresent(done -> shown.put("publication", done.number()));
        return shown;
    }

    private Map<String, Object> whole(NoticeDraft draft) {
        Map<String, Object> whole = shown(draft);
        whole.put("notices", draft.notices().stream().map(Notice::document).toList());
        return whole;
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
