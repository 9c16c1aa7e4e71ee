package org.imprimatur.tlog.merkle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;
import org.jspecify.annotations.Nullable;

/** 32 bytes: a SHA-256 digest, of a leaf, of a node, of anything. Immutable, compared by value. */
public final class Hash {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** The root of the tree without leaves: the digest of nothing (RFC 6962 §2.1). */
    public static final Hash EMPTY_ROOT = sha256(new byte[0]);

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A hash of exactly these 32 bytes, which are copied. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new MalformedException("a hash has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The hash written as canonical base64. */
    public static Hash fromBase64(String text) {
        return of(StrictText.decodeBase64(text));
    }

    /** SHA-256 over the parts, one after the other. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** SHA-256 over all that a stream still holds, for what is too long to be held at once; doesn't close it. */
    public static Hash sha256(InputStream stream) throws IOException {
        MessageDigest digest = sha256();
        new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
        return new Hash(digest.digest());
    }

    /** A leaf's hash: SHA-256(0x00 ‖ entry). */
    public static Hash leaf(byte[] entry) {
        return sha256(LEAF, entry);
    }

    /** An inner node's hash: SHA-256(0x01 ‖ left ‖ right). */
    public static Hash node(Hash left, Hash right) {
        return sha256(NODE, left.bytes, right.bytes);
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes where the buffer stands. */
    public void putInto(ByteBuffer target) {
        target.put(bytes);
    }

    /** Canonical base64, 44 characters. */
    public String base64() {
        return StrictText.encodeBase64(bytes);
    }

    /** Lowercase hexadecimal, 64 characters. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@code sha256:} and {@link #hex()}: how the services name what they hash, so that it says which hash it is. */
    public String labelled() {
        return "sha256:" + hex();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
