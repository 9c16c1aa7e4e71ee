package org.imprimatur.content.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one article, and the article's whole state after it. Details and state are plain JSON values
 * (maps, lists, strings, whole numbers, booleans), since the log outlives the classes that wrote them.
 *
 * @param sequence 1 for an article's first entry, then one more each time
 * @param type what was decided, for instance {@code approved}
 * @param at to the millisecond
 * @param request what the caller called the request (its Idempotency-Key); null if it was given no name
 * @param previousHash the {@link #hash} of the entry before; null for the first
 * @param hash over all of the above, see {@link EntryHash}
 */
public record Entry(String article, long sequence, String type, String actor, Instant at, Map<String, Object> details,
        Map<String, Object> state, @Nullable RequestKey request, @Nullable String previousHash, String hash) {

    /**
     * The name that a caller gave a request so that it can be repeated without being done twice.
     *
     * @param fingerprint of the request's content: the same key with another content is a mistake
     */
    public record RequestKey(String key, String fingerprint) {}

    /** The entry that comes after {@code previous}, hash included. */
    public static Entry following(@Nullable Entry previous, String article, String type, String actor, Instant at,
            Map<String, Object> details, Map<String, Object> state, @Nullable RequestKey request) {
        long sequence = previous == null ? 1 : previous.sequence() + 1;
        Entry unsealed = new Entry(article, sequence, type, actor, at, details, state, request,
                previous == null ? null : previous.hash(), "");
        return new Entry(article, sequence, type, actor, at, details, state, request, unsealed.previousHash(),
                EntryHash.of(unsealed));
    }
}
