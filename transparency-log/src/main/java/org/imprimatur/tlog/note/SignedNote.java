package org.imprimatur.tlog.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.StrictText;

/**
 * A text and signatures under it (C2SP signed-note). The text is worth nothing until {@link #verify} has returned.
 *
 * @param text what is signed: lines that each end in a newline
 * @param signatures at least one, at most {@link #MOST_SIGNATURES}
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** More are refused: verifying must not be work without end. The specification asks for 16 at least. */
    public static final int MOST_SIGNATURES = 64;

    /** Bytes in the longest note that is read. */
    public static final int LONGEST = 1 << 20;

    public SignedNote {
        requireText(text);
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new MalformedException("a note has 1 to " + MOST_SIGNATURES + " signatures");
        }
    }

    /** The note with this text, signed by each of these. */
    public static SignedNote sign(String text, NoteSigner... signers) {
        requireText(text);
        byte[] bytes = StrictText.encodeUtf8(text);
        return new SignedNote(text, Arrays.stream(signers).map(signer -> signer.sign(bytes)).toList());
    }

    /** The note in these UTF-8 bytes. */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new MalformedException("a note longer than " + LONGEST + " bytes");
        }
        return parse(StrictText.decodeUtf8(bytes));
    }

    /** The note that this text is, exactly as {@link #encode} writes it. */
    public static SignedNote parse(String note) {
        // The text may have empty lines of its own: the last one parts it from the signatures.
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new MalformedException(
                    "a note is a text, an empty line and signature lines, each ending in a newline");
        }
        String text = note.substring(0, blank + 1);
        String lines = note.substring(blank + 2);
        List<NoteSignature> signatures = new ArrayList<>();
        for (int start = 0; start < lines.length() && signatures.size() <= MOST_SIGNATURES;) {
            int end = lines.indexOf('\n', start);
            signatures.add(NoteSignature.parse(lines.substring(start, end)));
            start = end + 1;
        }
        return new SignedNote(text, signatures);
    }

    /** The whole note, ready to be served. */
    public String encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /**
     * Returns those of the known keys that have signed the text, if there is one and every signature in a known key's
     * name and id is right; signatures by unknown keys don't count, for or against. Throws
     * {@link NotVerifiedException} otherwise.
     */
    public Set<VerifierKey> verify(VerifierKey... known) {
        byte[] bytes = StrictText.encodeUtf8(text);
        Set<VerifierKey> signers = new LinkedHashSet<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.made(signature)) {
                    if (!key.verifies(bytes, signature)) {
                        throw new NotVerifiedException("the signature by " + key.name() + " is wrong");
                    }
                    signers.add(key);
                }
            }
        }
        if (signers.isEmpty()) {
            throw new NotVerifiedException("no signature is by a known key");
        }
        return signers;
    }

    private static void requireText(String text) {
        if (!text.endsWith("\n")) {
            throw new MalformedException("a note's text ends in a newline");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new MalformedException("a note has no control characters but newlines");
        }
        StrictText.encodeUtf8(text);
    }
}
