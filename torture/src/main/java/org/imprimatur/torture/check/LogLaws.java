package org.imprimatur.torture.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TiledTree;
import org.imprimatur.torture.load.Calls;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Choice;
import org.imprimatur.torture.load.Reply;
import org.jspecify.annotations.Nullable;

/** No choice that was answered is missing from the log, and no checkpoint contradicts another. */
final class LogLaws {
    private final Calls calls = new Calls();
    private final String consent;
    private final Ledger ledger;
    private final VerifierKey key;

    /** @param consent the visitor addresses, with their prefix */
    LogLaws(String consent, Ledger ledger) {
        this.consent = consent;
        this.ledger = ledger;
        key = VerifierKey.parse(calls.get(consent + "/log/key").text().strip());
    }

    /** Each answered choice is in its visitor's own history, with a receipt that proves it. */
    Finding choices() {
        List<String> broken = new ArrayList<>();
        for (Choice choice : ledger.choices()) {
            Reply mine = mine(choice);
            String fault = mine.json("records") instanceof List<?> records
                    ? fault(choice.record(), records)
                    : "its visitor's history answers " + mine.status();
            if (!fault.isEmpty()) {
                broken.add(choice.record() + ": " + fault);
            }
        }
        return new Finding("answered choices missing from the log", ledger.choices().size(), broken);
    }

    private Reply mine(Choice choice) {
        List<String> cookies = new ArrayList<>();
        choice.cookies().forEach((name, value) -> cookies.add(name + "=" + value));
        return calls.send("GET", consent + "/api/v1/choices/mine", Map.of("Cookie", String.join("; ", cookies)), null);
    }

    private String fault(String id, List<?> records) {
        Map<?, ?> held = held(id, records);
        if (held == null || !(held.get("record") instanceof Map<?, ?> record)) {
            return "it isn't in its visitor's history";
        }
        return held.get("receipt") instanceof String receipt
                ? fault(record, String.valueOf(held.get("nonce")), receipt)
                : "it has no receipt";
    }

    private static @Nullable Map<?, ?> held(String id, @Nullable Object records) {
        if (records instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> held && held.get("record") instanceof Map<?, ?> record
                        && id.equals(record.get("recordId"))) {
                    return held;
                }
            }
        }
        return null;
    }

    private String fault(Map<?, ?> record, String nonce, String receipt) {
        try {
            Map<String, Object> fields = new TreeMap<>();
            record.forEach((name, value) -> fields.put(String.valueOf(name), value));
            var entry = new CommitmentEntry(CommitmentEntry.CONSENT,
                    CommitmentEntry.commit(Base64.getDecoder().decode(nonce), fields));
            TlogProof.parse(receipt).verify(entry.encode(), key);
            return "";
        } catch (NotVerifiedException | MalformedException refuted) {
            return "its receipt is none: " + refuted.getMessage();
        }
    }

    /** Each receipt that anybody was ever given by its address, and each that is given there now, proves its record. */
    Finding receipts() {
        List<String> broken = new ArrayList<>();
        Map<String, List<String>> given = new HashMap<>();
        ledger.receipts().forEach(one -> given.computeIfAbsent(one.record(), _ -> new ArrayList<>()).add(one.text()));
        long looked = 0;
        for (Choice choice : ledger.choices()) {
            List<String> receipts = new ArrayList<>(given.getOrDefault(choice.record(), List.of()));
            receipts.add(calls.get(consent + "/api/v1/records/" + choice.record() + "/receipt").text());
            looked += receipts.size();
            Map<?, ?> held = held(choice.record(), mine(choice).json("records"));
            receipts.stream().map(receipt -> held == null || !(held.get("record") instanceof Map<?, ?> record)
                    ? "its record isn't in its visitor's history"
                    : fault(record, String.valueOf(held.get("nonce")), receipt)).filter(fault -> !fault.isEmpty())
                    .forEach(fault -> broken.add(choice.record() + ": " + fault));
        }
        return new Finding("receipts that don't prove their choice", looked, broken);
    }

    /** Each checkpoint that anybody was ever shown is a beginning of the log as it is. */
    Finding checkpoints() {
        List<String> broken = new ArrayList<>();
        Checkpoint head = open(calls.get(consent + "/log/checkpoint").text());
        TiledTree tree = new TiledTree(head.size(), this::tile);
        for (String note : ledger.checkpoints()) {
            try {
                Checkpoint earlier = open(note);
                if (earlier.size() > head.size()) {
                    broken.add("the log has shrunk from " + earlier.size() + " to " + head.size());
                } else if (earlier.size() > 0) {
                    tree.consistencyFrom(earlier.size()).verify(earlier.root(), head.root());
                }
            } catch (NotVerifiedException | MalformedException refuted) {
                broken.add(refuted.getMessage() + ": " + note.replace('\n', '|'));
            }
        }
        return new Finding("checkpoints that contradict each other", ledger.checkpoints().size(), broken);
    }

    private Checkpoint open(String note) {
        return Checkpoint.open(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)), key);
    }

    private byte @Nullable [] tile(TileId tile) {
        return calls.bytes(consent + "/log/" + tile.path());
    }
}
