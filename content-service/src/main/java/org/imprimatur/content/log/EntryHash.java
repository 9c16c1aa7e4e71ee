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

    /** Checks a chain entry by entry, from its first one. */
    public static final class Chain {
        private @Nullable String previousHash;
        private long sequence;
        private @Nullable Long broken;

        /** The next entry. */
        public void add(Entry entry) {
            sequence++;
            if (broken == null && (entry.sequence() != sequence || !Objects.equals(entry.previousHash(), previousHash)
                    || !of(entry).equals(entry.hash()))) {
                broken = sequence;
            }
            previousHash = entry.hash();
        }

        /** The sequence of the first entry that doesn't fit; null if all do. */
        public @Nullable Long firstBroken() {
            return broken;
        }
    }

    static @Nullable Long firstBroken(List<Entry> entries) {
        Chain chain = new Chain();
        entries.forEach(chain::add);
        return chain.firstBroken();
    }
}
