package org.imprimatur.consent.notice;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.springframework.stereotype.Component;

/** Takes notices from their draft over a second person's approval to the visitors. */
@Component
class NoticeDesk {
    private static final Problem FOUR_EYES = new Problem("four-eyes", "Somebody else has to approve this", 403);
    private static final Problem STALE = new Problem("stale-draft", "Other notices were published since", 409);
    private static final Problem NOT_APPROVED = new Problem("not-approved", "Nobody has approved this yet", 409);
    private static final Problem OTHER_HASH = new Problem("other-hash", "That is the hash of something else", 409);

    private final Notices notices;
    private final NoticeDrafts drafts;
    private final NoticePublications publications;
    private final RetentionPromise promise;
    private final Clock clock;

    NoticeDesk(Notices notices, NoticeDrafts drafts, NoticePublications publications, RetentionPromise promise,
            Clock clock) {
        this.notices = notices;
        this.drafts = drafts;
        this.publications = publications;
        this.promise = promise;
        this.clock = clock;
    }

    /**
     * Keeps a draft whose notices are fit to be shown, or throws {@link InvalidInputException}. The policy version is
     * the service's to say: the present one where only words change, else one that no notice ever had.
     */
    NoticeDraft draft(NoticeChange change, String reason, List<Map<String, Object>> documents, String by) {
        String jurisdiction = String.valueOf(documents.getFirst().get("jurisdiction"));
        long base = base(jurisdiction);
        Map<String, Notice> before = notices.inForceIn(jurisdiction);
        String version = change == NoticeChange.TEXT && !before.isEmpty()
                ? before.values().iterator().next().policyVersion()
                : nextVersion();
        List<InvalidField> errors = new ArrayList<>();
        List<Map<String, Object>> whole = new ArrayList<>();
        for (int place = 0; place < documents.size(); place++) {
            Map<String, Object> document = new TreeMap<>(documents.get(place));
            Object sent = document.put("policyVersion", version);
            if (sent != null && !sent.equals(version)) {
                errors.add(new InvalidField("/notices/" + place + "/policyVersion", "It will be " + version + "."));
            }
            whole.add(document);
        }
        errors.addAll(new NoticeRules(change, before, promise).check(whole, notices.inForce(null, null)));
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        Instant now = now();
        NoticeDraft draft = new NoticeDraft(UuidCreator.getTimeOrderedEpoch(now), base, change, reason,
                whole.stream().map(document -> NoticeReader.read(CanonicalJson.bytes(document))).toList(), by, now,
                null, null);
        drafts.add(draft);
        return draft;
    }

    /** Approves what has this hash; the draft's own maker can't. */
    NoticeDraft approve(NoticeDraft draft, String hash, String by) {
        if (!draft.hash().equals(hash)) {
            throw new ProblemException(OTHER_HASH, "Look at the draft again: its hash is " + draft.hash() + ".");
        }
        if (draft.by().equals(by)) {
            throw new ProblemException(FOUR_EYES, "Who drafts notices can't approve them.");
        }
        if (publications.of(draft.id()).isEmpty()) {
            requireFresh(draft);
        }
        drafts.approve(draft.id(), by, now());
        return drafts.find(draft.id()).orElse(draft);
    }

    /** Puts an approved draft in force, once; again, it answers what it has become. */
    NoticePublication publish(NoticeDraft draft, String by) {
        Optional<NoticePublication> done = publications.of(draft.id());
        if (done.isPresent()) {
            return done.get();
        }
        String approver = draft.approvedBy();
        if (approver == null) {
            throw new ProblemException(NOT_APPROVED, "Somebody else than " + draft.by() + " has to approve it first.");
        }
        requireFresh(draft);
        Map<String, String> all = new TreeMap<>();
        notices.inForceIn(draft.jurisdiction()).forEach((language, notice) -> all.put(language, notice.hash()));
        draft.notices().forEach(notice -> {
            // Stored before anybody is shown it.
            notices.keep(notice);
            all.put(notice.language(), notice.hash());
        });
        NoticePublication publication = new NoticePublication(publications.last() + 1, draft.jurisdiction(),
                draft.policyVersion(), draft.change(), all, draft.id(), draft.by(), approver, by, now(),
                draft.reason());
        if (!publications.add(publication)) {
            throw stale();
        }
        notices.follow();
        return publication;
    }

    Optional<NoticeDraft> find(UUID id) {
        return drafts.find(id);
    }

    List<NoticeDraft> newest() {
        return drafts.newest();
    }

    /** What a draft has become; empty where it wasn't published. */
    Optional<NoticePublication> publicationOf(NoticeDraft draft) {
        return publications.of(draft.id());
    }

    List<NoticePublication> publications() {
        return publications.all();
    }

    private void requireFresh(NoticeDraft draft) {
        if (base(draft.jurisdiction()) != draft.base()) {
            throw stale();
        }
    }

    private long base(String jurisdiction) {
        return publications.newest(jurisdiction).map(NoticePublication::number).orElse(0L);
    }

    private static ProblemException stale() {
        return new ProblemException(STALE, "The draft was made against notices that are no longer in force.");
    }

    private String nextVersion() {
        return Long.toString(1 + notices.all().stream().map(Notice::policyVersion)
                .filter(version -> version.matches("[0-9]{1,9}")).mapToLong(Long::parseLong).max().orElse(0));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
