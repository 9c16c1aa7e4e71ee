package org.imprimatur.content.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprimatur.content.article.Actor;
import org.imprimatur.content.article.Callers;
import org.imprimatur.content.article.Reading;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An article's past. Read from the log as it is, so it also shows what other versions of this service wrote. */
@RestController
@RequestMapping("/api/v1/articles/{id}")
final class HistoryController {
    private final ArticleLog log;
    private final Reading reading;

    HistoryController(ArticleLog log, Reading reading) {
        this.log = log;
        this.reading = reading;
    }

    /**
     * All decisions, the oldest first.
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
            @Nullable Object content) {
        private static Revision of(Entry entry, boolean withContent) {
            return new Revision(revisionOf(entry), String.valueOf(entry.state().get("revisionHash")), entry.actor(),
                    entry.at(), entry.sequence(), withContent ? entry.state().get("content") : null);
        }
    }

    /** All wordings, the oldest first. */
    record Revisions(List<Revision> items) {}

    @GetMapping("/history")
    History history(@PathVariable String id, Caller caller) {
        List<Entry> entries = entries(id, reading.reach(id, Callers.actor(caller)));
        Long broken = EntryHash.firstBroken(entries);
        return new History(id, broken == null, broken, entries.stream().map(Decided::of).toList());
    }

    @GetMapping("/revisions")
    Revisions revisions(@PathVariable String id, Caller caller) {
        return new Revisions(revisions(id, Callers.actor(caller)).map(entry -> Revision.of(entry, false)).toList());
    }

    @GetMapping("/revisions/{number}")
    Revision revision(@PathVariable String id, @PathVariable int number, Caller caller) {
        return revisions(id, Callers.actor(caller))
                .filter(entry -> revisionOf(entry) == number).findFirst().map(entry -> Revision.of(entry, true))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND,
                        "Article '" + id + "' has no revision " + number + "."));
    }

    private Stream<Entry> revisions(String id, Actor actor) {
        Reading.Reach reach = reading.reach(id, actor);
        return entries(id, reach).stream().filter(HistoryController::isRevision)
                .filter(entry -> reach.revision() == null || reach.revision() == revisionOf(entry));
    }

    private List<Entry> entries(String id, Reading.Reach reach) {
        return log.all(id).stream().filter(entry -> entry.sequence() <= reach.lastSequence()).toList();
    }

    private static boolean isRevision(Entry entry) {
        return entry.type().equals("created") || entry.type().equals("edited");
    }

    private static int revisionOf(Entry entry) {
        return entry.state().get("revision") instanceof Number number ? number.intValue() : 0;
    }
}
