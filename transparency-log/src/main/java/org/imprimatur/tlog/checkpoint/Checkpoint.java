package org.imprimatur.tlog.checkpoint;

import java.util.List;
import java.util.Set;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;

/**
 * What a log says of itself at one moment (C2SP tlog-checkpoint).
 *
 * @param origin which log it is; in this house also the name of its key
 * @param size how many entries it has
 * @param root the root over all of them
 * @param extensions further lines, which this house neither writes nor understands
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    public Checkpoint {
        extensions = List.copyOf(extensions);
        requireLine(origin);
        extensions.forEach(Checkpoint::requireLine);
        if (size < 0) {
            throw new MalformedException("no log has " + size + " entries");
        }
        if (size == 0 && !root.equals(Hash.EMPTY_ROOT)) {
            throw new MalformedException("a log without entries has another root");
        }
    }

    /** A checkpoint without extension lines. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** The checkpoint that is a note's text, signed or not: use {@link #open} for what comes from outside. */
    public static Checkpoint parse(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        int last = lines.size() - 1;
        if (last < 3 || !lines.get(last).isEmpty()) {
            throw new MalformedException("a checkpoint has at least three lines, each ending in a newline");
        }
        return new Checkpoint(lines.get(0), StrictText.parseDecimal(lines.get(1)), Hash.fromBase64(lines.get(2)),
                lines.subList(3, last));
    }

    /**
     * The checkpoint in a note that a key of the log has signed. A log may have had several keys, one after the other.
     *
     * @throws MalformedException if the text is no checkpoint
     * @throws NotVerifiedException if no key has signed it, or those that have belong to another origin
     */
    public static Checkpoint open(SignedNote note, VerifierKey... keys) {
        Set<VerifierKey> signers = note.verify(keys);
        Checkpoint checkpoint = parse(note.text());
        if (signers.stream().noneMatch(signer -> signer.name().equals(checkpoint.origin))) {
            throw new NotVerifiedException("the checkpoint is of " + checkpoint.origin + ", the key of "
                    + signers.iterator().next().name());
        }
        return checkpoint;
    }

    /** The note's text: origin, size, root and extensions, a line each. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n').append(root.base64()).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** This checkpoint as a note; whoever signs answers for never signing one that contradicts it. */
    public SignedNote sign(NoteSigner signer) {
        return SignedNote.sign(text(), signer);
    }

    private static void requireLine(String line) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ')) {
            throw new MalformedException("a checkpoint's line is empty or has a control character");
        }
    }
}
