package org.imprimatur.tlog.checkpoint;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.merkle.InclusionProof;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * A proof that an entry is in a log, checkable offline by whoever has the entry and the log's key (C2SP tlog-proof): a
 * visitor's receipt. Proves nothing until {@link #verify} has returned.
 *
 * @param extra the base64 of the optional extra line, which nothing authenticates, or null
 * @param inclusion the entry's index and audit path, in the tree of the checkpoint's size
 * @param checkpoint the signed checkpoint, verbatim
 */
public record TlogProof(@Nullable String extra, InclusionProof inclusion, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** No audit path in a tree of at most 2^63 - 1 leaves is longer. */
    private static final int LONGEST_PATH = 63;

    public TlogProof {
        if (extra != null && StrictText.decodeBase64(extra).length == 0) {
            throw new MalformedException("an extra line without extra data");
        }
        if (Checkpoint.parse(checkpoint.text()).size() != inclusion.size()) {
            throw new MalformedException("the proof and its checkpoint are of different sizes");
        }
    }

    /** A proof without extra data. */
    public static TlogProof of(InclusionProof inclusion, SignedNote checkpoint) {
        return new TlogProof(null, inclusion, checkpoint);
    }

    /** The proof in these UTF-8 bytes. */
    public static TlogProof parse(byte[] bytes) {
        if (bytes.length > SignedNote.LONGEST) {
            throw new MalformedException("a proof longer than " + SignedNote.LONGEST + " bytes");
        }
        return parse(StrictText.decodeUtf8(bytes));
    }

    /** The proof that this text is, exactly as {@link #encode} writes it. */
    public static TlogProof parse(String text) {
        Lines lines = new Lines(text);
        if (!lines.next().equals(HEADER)) {
            throw new MalformedException("the first line of a proof is " + HEADER);
        }
        String line = lines.next();
        String extra = null;
        if (line.startsWith(EXTRA)) {
            extra = line.substring(EXTRA.length());
            line = lines.next();
        }
        if (!line.startsWith(INDEX)) {
            throw new MalformedException("a proof has no index line where it belongs");
        }
        long index = StrictText.parseDecimal(line.substring(INDEX.length()));
        List<Hash> path = new ArrayList<>();
        for (line = lines.next(); !line.isEmpty(); line = lines.next()) {
            if (path.size() == LONGEST_PATH) {
                throw new MalformedException("no audit path has more than " + LONGEST_PATH + " hashes");
            }
            path.add(Hash.fromBase64(line));
        }
        SignedNote checkpoint = SignedNote.parse(lines.rest());
        long size = Checkpoint.parse(checkpoint.text()).size();
        return new TlogProof(extra, new InclusionProof(index, size, path), checkpoint);
    }

    /** The whole file, conventionally named {@code *.tlog-proof}. */
    public String encode() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra != null) {
            text.append(EXTRA).append(extra).append('\n');
        }
        text.append(INDEX).append(inclusion.index()).append('\n');
        inclusion.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.encode()).toString();
    }

    /**
     * Shows that the entry is in the log that the keys belong to, and returns the checkpoint that covers it.
     *
     * @throws NotVerifiedException if the checkpoint is signed by none of the keys, or does not cover the entry at the
     *         index
     */
    public Checkpoint verify(byte[] entry, VerifierKey... keys) {
        Checkpoint head = Checkpoint.open(checkpoint, keys);
        inclusion.verify(Hash.leaf(entry), head.root());
        return head;
    }

    /** The lines of a text, each of which must end in a newline. */
    private static final class Lines {

        private final String text;

        private int start;

        Lines(String text) {
            this.text = text;
        }

        String next() {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                throw new MalformedException("the proof ends too early");
            }
            String line = text.substring(start, end);
            start = end + 1;
            return line;
        }

        String rest() {
            return text.substring(start);
        }
    }
}
