package org.imprimatur.consent.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TiledTree;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may see of a log. Receipts are asked for again and again until they are there, so the log's state is
 * believed for a moment, and what was added since the last look tells which commitments have come in; the database isn't
 * asked for each. A checkpoint is always the newest, and so are the tiles that belong to it.
 */
final class ShownLog {
    /** Less than the time between two checkpoints. */
    static final long BELIEVED_NANOS = 20_000_000;

    /** Longer than a commitment is on its way where all is well; after that the database is asked for it, too. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);
    private static final int MOST_ON_THEIR_WAY = 30_000;

    /** Entries that are read to learn of what was added; after more of them a look begins anew. */
    private static final int MOST_ADDED = 4_096;

    private final TreeStore store;
    private final LogIdentity identity;
    private final LongSupplier nanos;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Look last;

    /** Commitments that this instance has sent, each with the size that the log was known to have before. */
    private final Cache<Hash, Long> sent = Caffeine.newBuilder().maximumSize(MOST_ON_THEIR_WAY)
            .expireAfterWrite(ON_ITS_WAY).build();

    /**
     * @param state null where there is nothing to show
     * @param from the size from which on all that was added has been learned of
     * @param at when it was begun to be read
     */
    private record Look(@Nullable TreeState state, long from, long at) {
        long size() {
            return state == null ? 0 : state.size();
        }
    }

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    ShownLog(TreeStore store, LogIdentity identity, LongSupplier nanos) {
        this.store = store;
        this.identity = identity;
        this.nanos = nanos;
        this.last = new Look(null, 0, nanos.getAsLong() - BELIEVED_NANOS);
    }

    /** The latest checkpoint; null as long as there is none to show. */
    @Nullable
    String checkpoint() {
        TreeState state = look().state();
        return state == null ? null : state.checkpoint();
    }

    /** A tile of the tree of the latest checkpoint; null if it has none of this name. */
    byte @Nullable [] tile(TileId tile) {
        byte[] known = tile(last.state(), tile);
        return known == null ? tile(look().state(), tile) : known;
    }

    private byte @Nullable [] tile(@Nullable TreeState state, TileId tile) {
        return state == null ? null : store.tiles(state).read(tile);
    }

    /** Learns that a commitment is about to be sent on its way into the log. */
    void sends(Hash commitment) {
        sent.put(commitment, last.size());
    }

    /** A proof (C2SP tlog-proof) for each of these commitments that the log has had for a moment. */
    Map<Hash, String> proofs(Collection<Hash> commitments) {
        Look look = glance();
        TreeState state = look.state();
        List<Hash> perhaps = commitments.stream().filter(commitment -> !isOnItsWay(commitment, look)).toList();
        if (state == null || perhaps.isEmpty()) {
            return Map.of();
        }
        Map<Hash, Long> places = store.places(perhaps, state.size());
        if (places.isEmpty()) {
            return Map.of();
        }
        SignedNote checkpoint = SignedNote.parse(state.checkpoint());
        TiledTree tree = new TiledTree(state.size(), store.tiles(state));
        Map<Hash, String> proofs = new HashMap<>();
        places.forEach((commitment, place) -> proofs.put(commitment,
                TlogProof.of(tree.inclusion(place), checkpoint).encode()));
        return proofs;
    }

    /** Whether it would have been learned of, had it come in since it was sent. */
    private boolean isOnItsWay(Hash commitment, Look look) {
        Long before = sent.getIfPresent(commitment);
        return before != null && before >= look.from();
    }

    /** The last look, or a new one if that is over; one thread at a time looks, and the others don't wait for it. */
    private Look glance() {
        Look look = last;
        if (nanos.getAsLong() - look.at() < BELIEVED_NANOS
                || (look.state() != null && !looking.compareAndSet(false, true))) {
            return look;
        }
        try {
            return look();
        } finally {
            looking.set(false);
        }
    }

    private Look look() {
        long begun = nanos.getAsLong();
        Look before = last;
        TreeState state = store.state().filter(identity::isShowable).orElse(null);
        Look look = new Look(state, state == null ? 0 : learnedFrom(before, state), begun);
        last = look;
        return look;
    }

    private long learnedFrom(Look before, TreeState state) {
        long added = state.size() - before.size();
        if (before.state() == null || added < 0 || added > MOST_ADDED) {
            return state.size();
        }
        if (added > 0) {
            Map<Hash, Long> places = identity.places(before.size(), store.entries(state, before.size()));
            store.learn(places);
            sent.invalidateAll(places.keySet());
        }
        return before.from();
    }
}
