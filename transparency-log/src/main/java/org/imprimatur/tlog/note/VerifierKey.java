package org.imprimatur.tlog.note;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.HexFormat;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A public key that notes are checked with, written {@code name+keyid+base64} in one line, a "vkey" (signed-note,
 * "Verifier keys"). Ed25519 only.
 */
public final class VerifierKey {

    /** The signature type: Ed25519 over the text alone. */
    private static final byte ED25519 = 1;

    private static final int ENCODED_LENGTH = 1 + Ed25519.KEY_LENGTH;

    private final String name;

    private final PublicKey key;

    /** Type byte and key. */
    private final byte[] encoded;

    private final int id;

    private VerifierKey(String name, PublicKey key) {
        KeyName.require(name);
        this.name = name;
        this.key = key;
        this.encoded = ByteBuffer.allocate(ENCODED_LENGTH).put(ED25519).put(Ed25519.bytes(key)).array();
        Hash hash = Hash.sha256(StrictText.encodeUtf8(name + "\n"), encoded);
        this.id = ByteBuffer.wrap(hash.bytes()).getInt();
    }

    static VerifierKey of(String name, PublicKey key) {
        return new VerifierKey(name, key);
    }

    /** The key in a vkey line without its newline; refuses other algorithms and an id that is not the key's own. */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3); // the base64 at the end may have a plus of its own
        if (parts.length != 3) {
            throw new MalformedException("a verifier key has the form name+keyid+base64");
        }
        byte[] encoded = StrictText.decodeBase64(parts[2]);
        if (encoded.length != ENCODED_LENGTH || encoded[0] != ED25519) {
            throw new MalformedException("not an Ed25519 verifier key");
        }
        byte[] bytes = new byte[Ed25519.KEY_LENGTH];
        ByteBuffer.wrap(encoded, 1, bytes.length).get(bytes);
        VerifierKey key = new VerifierKey(parts[0], Ed25519.publicKey(bytes));
        if (!key.hexId().equals(parts[1])) {
            throw new MalformedException("the verifier key's id is " + key.hexId() + ", not what is written");
        }
        return key;
    }

    /** Who signs with it; for a log also the checkpoint's origin. */
    public String name() {
        return name;
    }

    /** Tells keys of the same name apart; anyone can make another key with the same id, so it proves nothing. */
    public int id() {
        return id;
    }

    /** Whether this signature claims to be by this key. */
    boolean made(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id;
    }

    /** Whether these are this key's 64 bytes over a message that is no note, see {@link NoteSigner#signBytes}. */
    public boolean verifiesBytes(byte[] message, byte[] signature) {
        return Ed25519.verifies(key, message, signature);
    }

    boolean verifies(byte[] text, NoteSignature signature) {
        return Ed25519.verifies(key, text, signature.bytes());
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    /** The vkey line, without newline. */
    @Override
    public String toString() {
        return name + "+" + hexId() + "+" + StrictText.encodeBase64(encoded);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey verifier && toString().equals(verifier.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
