package org.imprimatur.tlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TiledTree;
import org.jspecify.annotations.Nullable;

/** A consent log in a directory, made the same way every time: records, nonces, key and all. */
final class WrittenLog {

    static final String ORIGIN = "imprimatur.local/consent";

    /** RFC 8032 §7.1, test 1: a key that everyone knows. */
    static final NoteSigner SIGNER = NoteSigner.fromPem(ORIGIN, """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """);

    private final Path directory;

    private LogEdge edge = LogEdge.empty();

    WrittenLog(Path directory) {
        this.directory = directory;
        write("key", bytes(SIGNER.verifierKey() + "\n"));
    }

    /** Record number i: one of a visitor who minds marketing. */
    static Map<String, @Nullable Object> record(int i) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("schema", "imprimatur-consent-record/v1");
        record.put("recordId", "00000000-0000-7000-8000-%012d".formatted(i));
        record.put("eventTime", "2026-11-23T19:00:00Z");
        record.put("state", "given");
        record.put("choices", Map.of("statistics", true, "preferences", i % 2 == 0, "marketing", false));
        record.put("language", "en");
        record.put("jurisdiction", null);
        record.put("words", "“Änderung – 変更 😀”");
        record.put("gpc", false);
        return record;
    }

    /** The nonce of record number i; a real one is random. */
    static byte[] nonce(int i) {
        return Hash.sha256(bytes("nonce " + i)).bytes();
    }

    /** Logs as many more records, in batches of 100, and signs. */
    WrittenLog grow(int more) {
        int first = (int) edge.size();
        for (int from = first; from < first + more; from += 100) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = from; i < Math.min(from + 100, first + more); i++) {
                entries.add(new CommitmentEntry(CommitmentEntry.CONSENT, CommitmentEntry.commit(nonce(i), record(i)))
                        .encode());
            }
            append(entries);
        }
        return sign(edge.root());
    }

    /** Appends anything at all. */
    WrittenLog append(List<byte[]> entries) {
        LogEdge.Growth growth = edge.append(entries);
        for (Tile tile : growth.tiles()) {
            write(tile.id().path(), tile.bytes());
        }
        edge = growth.edge();
        return this;
    }

    /** Signs the root, which need not be the true one. */
    WrittenLog sign(Hash root) {
        write("checkpoint", bytes(new Checkpoint(ORIGIN, edge.size(), root).sign(SIGNER).encode()));
        return this;
    }

    Hash root() {
        return edge.root();
    }

    /** The receipt for record number i, under the newest checkpoint. */
    TlogProof receipt(int i) {
        SignedNote checkpoint = SignedNote.parse(read("checkpoint"));
        return TlogProof.of(new TiledTree(edge.size(), tile -> read(tile.path())).inclusion(i), checkpoint);
    }

    /** What {@code GET /api/v1/choices/mine} answers to a visitor with these records. */
    String mine(int... records) {
        List<Map<String, Object>> list = Arrays.stream(records)
                .mapToObj(i -> Map.<String, Object>of("record", record(i),
                        "nonce", StrictText.encodeBase64(nonce(i)), "receipt", receipt(i).encode()))
                .toList();
        return CanonicalJson.text(Map.of("records", list));
    }

    byte[] read(String path) {
        try {
            return Files.readAllBytes(directory.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String path, byte[] bytes) {
        Path file = directory.resolve(path);
        try {
            Files.createDirectories(file.resolveSibling("."));
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String path, String text) {
        return write(path, bytes(text));
    }

    /** Changes one bit of a file. */
    void flip(String path, int bit) {
        byte[] bytes = read(path);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        write(path, bytes);
    }

    Path directory() {
        return directory;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
