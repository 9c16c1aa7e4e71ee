package org.imprimatur.content.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.content.article.Callers;
import org.imprimatur.content.article.Reading;
import org.imprimatur.content.article.Words;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.content.log.Wording;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** An article's past. Read from the log as it is, so it also shows what other versions of this service wrote. */
@RestController
@RequestMapping("/api/v1/articles/{id}")
final class HistoryController {
    private static final int LARGEST_PAGE = 1_000;
    private static final String MOST = "" + LARGEST_PAGE;
    /** The types of entries that brought new words. */
    private static final Set<String> REVISIONS = Set.of("created", "edited");

    private final ArticleLog log;
    private final Reading reading;
    private final Words words;

    HistoryController(ArticleLog log, Reading reading, Words words) {
        this.log = log;
        this.reading = reading;
        this.words = words;
    }

    /**
     * Decisions, the oldest first; a {@code Link} header leads on where there are more.
     *
     * @param intact whether every entry still has the hash that it was written with and follows the one before
     * @param brokenAt the first entry that doesn't
     */
    record History(String id, boolean intact, @Nullable Long brokenAt, List<Decided> entries) {}

    /** One decision, and where it left the article. */
    record Decided(long sequence, String type, String actor, Instant at, Map<String, Object> details, String state,
            int revision, String revisionHash, @Nullable String previousHash, String hash) {
        private static Decided of(Entry entry) {
            Map<String, Object> state = entry.state();
            return new Decided(entry.sequence(), entry.type(), entry.actor(), entry.at(), entry.details(),
                    String.valueOf(state.get("state")), revisionOf(entry), String.valueOf(state.get("revisionHash")),
                    entry.previousHash(), entry.hash());
        }
    }

    /** One wording of the article; lists leave out the content. */
    record Revision(int revision, String revisionHash, String author, Instant at, long sequence,
            @Nullable Map<String, Object> content) {
        private static Revision of(Wording wording, @Nullable Map<String, Object> content) {
            return new Revision(wording.revision(), wording.revisionHash(), wording.actor(), wording.at(),
                    wording.sequence(), content);
        }
    }

    /** Wordings, the oldest first. */
    record Revisions(List<Revision> items) {}

    @GetMapping("/history")
    ResponseEntity<History> history(@PathVariable String id, @RequestParam(defaultValue = MOST) int limit,
            @RequestParam(defaultValue = "0") long cursor, Caller caller) {
        requireValid(limit, cursor);
        Reading.Reach reach = reading.reach(id, Callers.actor(caller));
        EntryHash.Chain chain = new EntryHash.Chain();
        List<Decided> page = new ArrayList<>();
        // The whole chain is looked at, whatever page of it is shown, and never held.
        log.each(id, entry -> {
            if (entry.sequence() <= reach.lastSequence()) {
                chain.add(entry);
                if (entry.sequence() > cursor && page.size() <= limit) {
                    page.add(Decided.of(entry));
                }
            }
        });
        Long broken = chain.firstBroken();
        boolean more = page.size() > limit;
        List<Decided> shown = more ? page.subList(0, limit) : page;
        return page(id, "history", more ? shown.getLast().sequence() : 0, limit)
                .body(new History(id, broken == null, broken, shown));
    }

    @GetMapping("/revisions")
    ResponseEntity<Revisions> revisions(@PathVariable String id, @RequestParam(defaultValue = MOST) int limit,
            @RequestParam(defaultValue = "0") long cursor, Caller caller) {
        requireValid(limit, cursor);
        Reading.Reach reach = reading.reach(id, Callers.actor(caller));
        List<Wording> found = log.wordings(id, cursor, REVISIONS, limit + 1);
        boolean more = found.size() > limit;
        List<Wording> page = more ? found.subList(0, limit) : found;
        return page(id, "revisions", more ? page.getLast().sequence() : 0, limit)
                .body(new Revisions(page.stream().filter(wording -> isWithin(reach, wording))
                        .map(wording -> Revision.of(wording, null)).toList()));
    }

    @GetMapping("/revisions/{number}")
    Revision revision(@PathVariable String id, @PathVariable int number, Caller caller) {
        Reading.Reach reach = reading.reach(id, Callers.actor(caller));
        Wording wording = log.wording(id, number, REVISIONS);
        if (wording == null || !isWithin(reach, wording)) {
            throw new ProblemException(Problem.NOT_FOUND, "Article '" + id + "' has no revision " + number + ".");
        }
        return Revision.of(wording, words.of(wording.revisionHash()));
    }

    private static ResponseEntity.BodyBuilder page(String id, String view, long next, int limit) {
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        if (next > 0) {
            answer.header(HttpHeaders.LINK, "<" + UriComponentsBuilder.fromPath("/api/v1/articles/{id}/{view}")
                    .queryParam("limit", limit).queryParam("cursor", next).encode().buildAndExpand(id, view)
                    .toUriString() + ">; rel=\"next\"");
        }
        return answer;
    }

    private static void requireValid(int limit, long cursor) {
        List<InvalidField> faults = new ArrayList<>();
        if (limit < 1 || limit > LARGEST_PAGE) {
            faults.add(new InvalidField("limit", "has to be between 1 and " + LARGEST_PAGE));
        }
        if (cursor < 0) {
            faults.add(new InvalidField("cursor", "comes from the Link header of the page before"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidParameterException(faults);
        }
    }

    private static boolean isWithin(Reading.Reach reach, Wording wording) {
        return wording.sequence() <= reach.lastSequence()
                && (reach.revision() == null || reach.revision() == wording.revision());
    }

    private static int revisionOf(Entry entry) {
        return entry.state().get("revision") instanceof Number number ? number.intValue() : 0;
    }
}
