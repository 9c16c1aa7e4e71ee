package org.imprimatur.publishing.edition;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * One atomic step of the public site.
 *
 * @param number 1, 2, 3 … without gaps
 * @param format how the hash is made and the changes are kept: {@value #LISTED} by earlier builds, {@value #MANIFEST} today
 * @param causes what the newsroom decided, and release times that passed; none where only the look changed
 * @param templateVersion the look its pages were rendered in
 * @param changes every path whose page changed; in the order of the paths' bytes since format {@value #MANIFEST}
 * @param outcomes what the newsroom is told
 * @param stateDigest the digest of the site's whole state after it, which every instance must come to
 * @param committedAt to the millisecond
 * @param publisher the instance that made it; not part of the hash
 * @param previousHash the hash of the edition before; empty for the first
 * @param hash over everything above but {@code publisher}: {@code sha256:<hex>} of the RFC 8785 JSON of {@link #facts}
 */
public record Edition(long number, int format, List<ArticleChange> causes, String templateVersion,
        List<PathChange> changes,
        List<Outcome> outcomes, String stateDigest, Instant committedAt, String publisher, String previousHash,
        String hash) {
    /** The changes are listed in the document, and in what the hash covers. */
    static final int LISTED = 1;
    /** The hash covers the root of the changes' Merkle tree, and the changes lie apart. */
    static final int MANIFEST = 2;

    public Edition {
        causes = List.copyOf(causes);
        changes = List.copyOf(changes);
        outcomes = List.copyOf(outcomes);
    }

    /** The edition that follows, its hash computed. */
    public static Edition following(@Nullable Edition previous, List<ArticleChange> causes, String templateVersion,
            List<PathChange> changes, List<Outcome> outcomes, String stateDigest, Instant now, String publisher) {
        var unsealed = new Edition(previous == null ? 1 : previous.number + 1, MANIFEST, causes, templateVersion,
                Manifest.ordered(changes), outcomes, stateDigest, now.truncatedTo(ChronoUnit.MILLIS), publisher,
                previous == null ? "" : previous.hash, "");
        return new Edition(unsealed.number, MANIFEST, causes, templateVersion, unsealed.changes, outcomes, stateDigest,
                unsealed.committedAt, publisher, unsealed.previousHash, unsealed.sealed());
    }

    /** Tells whether this edition is whole, and comes right after that one. */
    public boolean follows(@Nullable Edition previous) {
        return number == (previous == null ? 1 : previous.number + 1)
                && previousHash.equals(previous == null ? "" : previous.hash) && hash.equals(sealed());
    }

    private String sealed() {
        return Hash.sha256(CanonicalJson.bytes(facts())).labelled();
    }

    /** What the hash covers, ready for JSON. Stories stand in it by their revision's hash, events by their own. */
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("number", number);
        facts.put("previousHash", previousHash);
        facts.put("committedAt", committedAt.toString());
        facts.put("templateVersion", templateVersion);
        facts.put("causes", causes.stream().map(Edition::cause).toList());
        if (format == LISTED) {
            facts.put("changes", changesAsFacts());
        } else {
            facts.put("format", format);
            facts.put("manifest", Map.of("root", Manifest.root(changes).base64(), "size", changes.size()));
        }
        facts.put("outcomes", outcomes.stream().map(Edition::outcome).toList());
        facts.put("stateDigest", stateDigest);
        return facts;
    }

    /** The changes, ready for JSON. */
    public List<Map<String, Object>> changesAsFacts() {
        return changes.stream().map(Edition::change).toList();
    }

    private static Map<String, Object> cause(ArticleChange change) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("articleId", change.articleId());
        facts.put("sequence", change.sequence());
        facts.put("by", change.actor());
        facts.put("entryHash", change.entryHash());
        switch (change) {
            case ArticleChange.Approved(var story, _, _) -> {
                facts.put("type", "approved");
                facts.put("revision", story.revision());
                facts.put("revisionHash", story.revisionHash());
            }
            case ArticleChange.Withdrawn _ -> facts.put("type", "withdrawn");
            case ArticleChange.TakenDown _ -> facts.put("type", "taken-down");
            case ArticleChange.ApprovalRevoked _ -> facts.put("type", "approval-revoked");
            case ArticleChange.Due due -> {
                facts.put("type", "due");
                facts.put("revision", due.revision());
                facts.put("revisionHash", due.revisionHash());
                facts.put("releaseAt", due.releaseAt().toString());
            }
            case ArticleChange.GivenUp _ -> facts.put("type", "given-up");
        }
        if (change instanceof ArticleChange.Decision decision) {
            var event = decision.event();
            facts.put("event", event.id());
            facts.put("eventHash", Hash.sha256(event.value().getBytes(StandardCharsets.UTF_8)).labelled());
            facts.put("signature", event.signature());
        }
        return facts;
    }

    private static Map<String, Object> change(PathChange change) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("path", change.path());
        facts.put("status", change.status());
        putIfPresent(facts, "hash", change.hash());
        putIfPresent(facts, "contentType", change.contentType());
        putIfPresent(facts, "location", change.location());
        return facts;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("articleId", outcome.articleId());
        facts.put("sequence", outcome.sequence());
        facts.put("status", outcome.status());
        facts.put("revision", outcome.revision());
        putIfPresent(facts, "path", outcome.path());
        putIfPresent(facts, "pageHash", outcome.pageHash());
        putIfPresent(facts, "approvedAt", outcome.approvedAt() == null ? null : outcome.approvedAt().toString());
        return facts;
    }

    private static void putIfPresent(Map<String, Object> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
