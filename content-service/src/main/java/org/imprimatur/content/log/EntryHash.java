package org.imprimatur.content.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The hash that chains an article's entries: {@code sha256:} and the hex SHA-256 of the RFC 8785 canonical JSON of
 * {@code {article, sequence, type, actor, at, details, state, request{key, fingerprint}?, previousHash?}}, absent
 * members left out. Who changes an old entry has to change every later one too.
 */
public final class EntryHash {
    private EntryHash() {}

    static String of(Entry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("article", entry.article());
        members.put("sequence", entry.sequence());
        members.put("type", entry.type());
        members.put("actor", entry.actor());
        members.put("at", entry.at().toString());
        members.put("details", entry.details());
        members.put("state", entry.state());
        Entry.RequestKey request = entry.request();
        if (request != null) {
            members.put("request", Map.of("key", request.key(), "fingerprint", request.fingerprint()));
        }
        if (entry.previousHash() != null) {
            members.put("previousHash", entry.previousHash());
        }
        return overJson(members);
    }

    /** {@code sha256:} and hex over the canonical JSON of any JSON value. */
    public static String overJson(Object value) {
        return Hash.sha256(CanonicalJson.bytes(value)).labelled();
    }

    /**
     * Checks a whole chain from its first entry.
     *
     * @return the sequence of the first entry that doesn't fit; null if all do
     */
    public static @Nullable Long firstBroken(List<Entry> entries) {
        String previousHash = null;
        long sequence = 0;
        for (Entry entry : entries) {
            sequence++;
            if (entry.sequence() != sequence || !Objects.equals(entry.previousHash(), previousHash)
                    || !of(entry).equals(entry.hash())) {
                return sequence;
            }
            previousHash = entry.hash();
        }
        return null;
    }
}
