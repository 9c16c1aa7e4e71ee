package org.imprimatur.publishing.site;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of a set of facts, kept up as facts come and go: the sum, modulo 2^256, of each fact's SHA-256. It doesn't
 * depend on the order in which the facts came. It tells an honest mistake, not an attack: who may choose facts at will
 * can make two sets with one sum.
 */
public record StateDigest(BigInteger sum) {
    /** Of no fact at all. */
    public static final StateDigest EMPTY = new StateDigest(BigInteger.ZERO);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final int LENGTH = 32;

    /** With one more fact. Its parts are taken with their lengths, so that no two facts read alike. */
    public StateDigest plus(List<String> fact) {
        return new StateDigest(sum.add(number(fact)).mod(MODULUS));
    }

    /** With one fact less. */
    public StateDigest minus(List<String> fact) {
        return new StateDigest(sum.subtract(number(fact)).mod(MODULUS));
    }

    /** Of both sets of facts. */
    public StateDigest plus(StateDigest other) {
        return new StateDigest(sum.add(other.sum).mod(MODULUS));
    }

    /** {@code sum256:<hex>}, 64 digits. */
    @Override
    public String toString() {
        byte[] bytes = sum.toByteArray();
        byte[] full = new byte[LENGTH];
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, full, LENGTH - length, length);
        return "sum256:" + HexFormat.of().formatHex(full);
    }

    private static BigInteger number(List<String> fact) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : fact) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha256.update(bytes);
            }
            return new BigInteger(1, sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
