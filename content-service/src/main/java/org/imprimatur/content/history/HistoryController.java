package org.imprimatur.content.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
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

    HistoryController(ArticleLog log) {
        this.log = log;
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
    History history(@PathVariable String id) {
        List<Entry> entries = entries(id);
        Long broken = EntryHash.firstBroken(entries);
        return new History(id, broken == null, broken, entries.stream().map(Decided::of).toList());
    }

    @GetMapping("/revisions")
    Revisions revisions(@PathVariable String id) {
        return new Revisions(
                entries(id).stream().filter(HistoryController::isRevision).map(entry -> Revision.of(entry, false))
                        .toList());
    }

    @GetMapping("/revisions/{number}")
    Revision revision(@PathVariable String id, @PathVariable int number) {
        return entries(id).stream().filter(HistoryController::isRevision)
                .filter(entry -> revisionOf(entry) == number).findFirst().map(entry -> Revision.of(entry, true))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND,
                        "Article '" + id + "' has no revision " + number + "."));
    }

    private List<Entry> entries(String id) {
        List<Entry> entries = log.all(id);
        if (entries.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "There is no article '" + id + "'.");
        }
        return entries;
    }

    private static boolean isRevision(Entry entry) {
        return entry.type().equals("created") || entry.type().equals("edited");
    }

    private static int revisionOf(Entry entry) {
        return entry.state().get("revision") instanceof Number number ? number.intValue() : 0;
    }
}
