package org.imprimatur.tlog.note;

import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;

/** A private Ed25519 key with a name, able to sign notes. Safe for use by several threads. */
public final class NoteSigner {

    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;

    private final VerifierKey verifierKey;

    private NoteSigner(PrivateKey key, VerifierKey verifierKey) {
        this.key = key;
        this.verifierKey = verifierKey;
    }

    /** The key in a PEM file such as {@code openssl genpkey -algorithm ed25519} writes (PKCS#8, RFC 8410). */
    public static NoteSigner fromPem(String name, String pem) {
        String content = pem.strip();
        if (!content.startsWith(PEM_BEGIN) || !content.endsWith(PEM_END)) {
            throw new MalformedException("no private key in PEM form");
        }
        String base64 = content.substring(PEM_BEGIN.length(), content.length() - PEM_END.length());
        PrivateKey key = Ed25519.privateKey(StrictText.decodeBase64(base64.replaceAll("\\s", "")));
        return new NoteSigner(key, VerifierKey.of(name, Ed25519.publicKey(key)));
    }

    /** A new key. */
    public static NoteSigner generate(String name, SecureRandom random) {
        var pair = Ed25519.generate(random);
        return new NoteSigner(pair.getPrivate(), VerifierKey.of(name, pair.getPublic()));
    }

    /** The private key as a PEM file that {@link #fromPem} reads: a secret. */
    public String toPem() {
        return PEM_BEGIN + "\n" + StrictText.encodeBase64(key.getEncoded()) + "\n" + PEM_END + "\n";
    }

    /** The public half, for everyone. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** This key's bare Ed25519 signature, 64 bytes, over something that is no note. */
    public byte[] signBytes(byte[] message) {
        return Ed25519.sign(key, message);
    }

    /** A signature by this key over a note's text. */
    NoteSignature sign(byte[] text) {
        byte[] signature = Ed25519.sign(key, text);
        byte[] encoded = ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(verifierKey.id()).put(signature)
                .array();
        return new NoteSignature(verifierKey.name(), StrictText.encodeBase64(encoded));
    }

    /** Names the public key only. */
    @Override
    public String toString() {
        return "NoteSigner[" + verifierKey + "]";
    }
}
