package org.imprimatur.consent.ledger;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.LogEdge;

/**
 * Measures what a receipt costs in a log of a million entries, over a real database. Run by hand: {@code main} prints
 * milliseconds.
 */
final class ReceiptMeasurement {
    private static final int ENTRIES = 1_000_000;
    private static final int AT_ONCE = 20_000;
    private static final int ASKED = 5_000;

    private ReceiptMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        var log = new LogFixture();
        try {
            List<Hash> some = fill(log);
            var shown = new ShownLog(log.store, log.identity, System::nanoTime);
            for (boolean kept : new boolean[]{false, false, true}) {
                // The first round warms the virtual machine up.
                if (!kept) {
                    shown = new ShownLog(new TreeStore(log.database, "test"), log.identity, System::nanoTime);
                }
                ShownLog asked = shown;
                double[] millis = some.stream().mapToDouble(commitment -> ask(asked, commitment)).sorted().toArray();
                System.out.printf(Locale.ROOT, "%s in memory: p50 %.2f, p99 %.2f, max %.2f ms%n",
                        kept ? "places and tiles" : "nothing", millis[ASKED / 2], millis[ASKED * 99 / 100],
                        millis[ASKED - 1]);
            }
        } finally {
            log.close();
        }
    }

    /** Returns some of the commitments, in any order. */
    private static List<Hash> fill(LogFixture log) throws Exception {
        var random = new SecureRandom();
        LogEdge edge = LogEdge.empty();
        String topic = String.valueOf(log.topic.id());
        TreeState state = new TreeState(0, 0, topic, Hash.EMPTY_ROOT, edge.root(), List.of(), Map.of(),
                log.identity.sign(edge), 0);
        log.store.begin(state);
        List<Hash> some = new ArrayList<>();
        while (edge.size() < ENTRIES) {
            Map<Hash, Long> places = new LinkedHashMap<>();
            List<byte[]> entries = new ArrayList<>();
            for (int entry = 0; entry < AT_ONCE; entry++) {
                byte[] bytes = new byte[Hash.LENGTH];
                random.nextBytes(bytes);
                places.put(Hash.of(bytes), edge.size() + entry);
                entries.add(log.identity.entry(Hash.of(bytes)));
            }
            LogEdge.Growth growth = edge.append(entries);
            Map<String, String> elsewhere = log.store.put(state, growth.tiles());
            edge = growth.edge();
            TreeState next = new TreeState(edge.size(), edge.size(), topic, Hash.EMPTY_ROOT, edge.root(),
                    edge.partialTiles(), elsewhere, log.identity.sign(edge), edge.size());
            if (!log.store.advance(state, next)) {
                throw new IllegalStateException("Somebody else keeps this log");
            }
            state = next;
            log.store.place(places);
            some.addAll(new ArrayList<>(places.keySet()).subList(0, (int) ((long) ASKED * AT_ONCE / ENTRIES)));
        }
        Collections.shuffle(some, random);
        return some;
    }

    private static double ask(ShownLog shown, Hash commitment) {
        long begun = System.nanoTime();
        if (shown.proofs(List.of(commitment)).isEmpty()) {
            throw new IllegalStateException("A commitment has no receipt");
        }
        return (System.nanoTime() - begun) / 1e6;
    }
}
