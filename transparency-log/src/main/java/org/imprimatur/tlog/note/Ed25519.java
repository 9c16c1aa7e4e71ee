package org.imprimatur.tlog.note;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.imprimatur.tlog.MalformedException;

/** Ed25519 (RFC 8032) as the JDK has it, with public keys as the RFC's bare 32 bytes. */
final class Ed25519 {

    /** Length of a public key in bytes. */
    static final int KEY_LENGTH = 32;

    private static final String NAME = "Ed25519";

    /** What RFC 8410 puts before the 32 bytes to make a SubjectPublicKeyInfo of them. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** The key of these 32 bytes; bytes that are no point of the curve are refused. */
    static PublicKey publicKey(byte[] bytes) {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_LENGTH);
        System.arraycopy(bytes, 0, spki, SPKI_PREFIX.length, KEY_LENGTH);
        try {
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki));
            if (!Arrays.equals(bytes(key), bytes)) {
                throw new MalformedException("a public key not in its canonical form");
            }
            Signature.getInstance(NAME).initVerify(key); // the JDK looks for the point only here
            return key;
        } catch (GeneralSecurityException e) {
            throw new MalformedException("no Ed25519 public key", e);
        }
    }

    static byte[] bytes(PublicKey key) {
        byte[] spki = key.getEncoded();
        return Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length);
    }

    /** The private key in this PKCS#8 structure (RFC 8410). */
    static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new MalformedException("no Ed25519 private key in PKCS#8", e);
        }
    }

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
    }

    /**
     * The public half of a private key. The JDK derives it only while generating a pair, so a pair is generated from
     * the private key's own bytes in place of random ones, and compared.
     */
    static PublicKey publicKey(PrivateKey key) {
        byte[] seed = seed(key);
        KeyPair pair = generate(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        if (!Arrays.equals(seed(pair.getPrivate()), seed)) {
            throw new IllegalStateException("this Java platform generates Ed25519 keys in another way");
        }
        return pair.getPublic();
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a checked key no longer signs", e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // not even the form of a signature
        }
    }

    private static byte[] seed(PrivateKey key) {
        return ((EdECPrivateKey) key).getBytes()
                .orElseThrow(() -> new IllegalStateException("the private key cannot be read"));
    }
}
