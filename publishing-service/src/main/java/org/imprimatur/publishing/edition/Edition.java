package org.imprimatur.publishing.edition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
 * @param causes the decisions it carries out, stories included; none where only the look changed
 * @param templateVersion the look its pages were printed in
 * @param changes every path whose page changed
 * @param committedAt to the millisecond
 * @param press the instance that printed it; not part of the hash
 * @param traceParents article to the trace in which it was decided about, as W3C Trace Context writes it, as far as
 *     known: who asks why a page changed follows it back to the editor's request; not part of the hash
 * @param previousHash the hash of the edition before; empty for the first
 * @param hash over everything above but {@code press} and {@code traceParents}: {@code sha256:<hex>} of the RFC
 *     8785 JSON of {@link #facts}
 */
public record Edition(long number, List<ArticleChange> causes, String templateVersion, List<PathChange> changes,
        Instant committedAt, String press, Map<String, String> traceParents, String previousHash, String hash) {
    public Edition {
        causes = List.copyOf(causes);
        changes = List.copyOf(changes);
        traceParents = Map.copyOf(traceParents);
    }

    /**
     * The edition that follows, its hash computed.
     *
     * @param traceParents may know of other articles, too; they are left out
     */
    static Edition following(@Nullable Edition previous, List<ArticleChange> causes, String templateVersion,
            List<PathChange> changes, Instant now, String press, Map<String, String> traceParents) {
        long number = previous == null ? 1 : previous.number + 1;
        String previousHash = previous == null ? "" : previous.hash;
        var known = new HashMap<>(traceParents);
        known.keySet().retainAll(causes.stream().map(ArticleChange::articleId).toList());
        var unsealed = new Edition(number, causes, templateVersion, changes, now.truncatedTo(ChronoUnit.MILLIS), press,
                known, previousHash, "");
        return new Edition(number, causes, templateVersion, changes, unsealed.committedAt, press, known, previousHash,
                Hash.sha256(CanonicalJson.bytes(unsealed.facts())).labelled());
    }

    /** Tells whether the hash fits the rest. */
    boolean isSound() {
        return hash.equals(Hash.sha256(CanonicalJson.bytes(facts())).labelled());
    }

    /** What the hash covers, ready for JSON. Stories stand in it by their revision's hash. */
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("number", number);
        facts.put("previousHash", previousHash);
        facts.put("committedAt", committedAt.toString());
        facts.put("templateVersion", templateVersion);
        facts.put("causes", causes.stream().map(Edition::cause).toList());
        facts.put("changes", changes.stream().map(Edition::change).toList());
        return facts;
    }

    private static Map<String, Object> cause(ArticleChange change) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("articleId", change.articleId());
        facts.put("sequence", change.sequence());
        facts.put("by", change.actor());
        switch (change) {
            case ArticleChange.Approved(var story) -> {
                facts.put("type", "approved");
                facts.put("revision", story.revision());
                facts.put("revisionHash", story.revisionHash());
            }
            case ArticleChange.Withdrawn withdrawn -> {
                facts.put("type", "withdrawn");
                facts.put("revision", withdrawn.revision());
            }
            case ArticleChange.TakenDown takenDown -> {
                facts.put("type", "taken-down");
                facts.put("revision", takenDown.revision());
            }
            case ArticleChange.ApprovalRevoked _ -> facts.put("type", "approval-revoked");
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

    private static void putIfPresent(Map<String, Object> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
