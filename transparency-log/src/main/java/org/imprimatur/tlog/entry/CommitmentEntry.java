package org.imprimatur.tlog.entry;

import java.util.Map;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the consent or access log: two lines, {@code imprimatur-consent/v1} and the commitment as base64.
 *
 * <p>
 * The commitment binds the log to a record without saying anything of it: without the random nonce nobody can try out
 * records against it, and once record and nonce are erased it is 32 random-looking bytes.
 *
 * @param format the first line: {@link #CONSENT} or {@link #ACCESS}
 * @param commitment what {@link #commit} gave
 */
public record CommitmentEntry(String format, Hash commitment) {

    /** Choices of visitors. */
    public static final String CONSENT = "imprimatur-consent/v1";

    /** Reads and exports by compliance staff. */
    public static final String ACCESS = "imprimatur-access/v1";

    /** Bytes in a nonce. */
    public static final int NONCE_LENGTH = 32;

    public CommitmentEntry {
        if (!format.equals(CONSENT) && !format.equals(ACCESS)) {
            throw new MalformedException("an entry of an unknown format");
        }
    }

    /**
     * SHA-256(nonce ‖ record as RFC 8785 canonical JSON).
     *
     * @param nonce {@value #NONCE_LENGTH} random bytes, kept beside the record and nowhere else
     * @param record whatever {@link CanonicalJson} takes for an object
     */
    public static Hash commit(byte[] nonce, Map<String, ? extends @Nullable Object> record) {
        if (nonce.length != NONCE_LENGTH) {
            throw new MalformedException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
        return Hash.sha256(nonce, CanonicalJson.bytes(record));
    }

    /** The entry in these bytes, exactly as {@link #encode} writes it. */
    public static CommitmentEntry parse(byte[] bytes) {
        String[] lines = StrictText.decodeUtf8(bytes).split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty()) {
            throw new MalformedException("an entry has two lines, each ending in a newline");
        }
        return new CommitmentEntry(lines[0], Hash.fromBase64(lines[1]));
    }

    /** The entry's bytes, as they stand in the log. */
    public byte[] encode() {
        return StrictText.encodeUtf8(format + "\n" + commitment.base64() + "\n");
    }
}
