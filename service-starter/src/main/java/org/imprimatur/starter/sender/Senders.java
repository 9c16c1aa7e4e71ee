package org.imprimatur.starter.sender;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives each network address a name that tells it from others and leads to nobody: HMAC-SHA-256 under a random key that
 * is in this process's memory only and is forgotten after a day. Whoever gets to see names can't try addresses until
 * one fits, and the same address has another name tomorrow and on another instance.
 */
public final class Senders {
    /** The field in which a service of this house tells another who sent what it forwards. */
    public static final String FIELD = "Imprimatur-Sender";

    /** What a name looks like. */
    public static final String FORM = "[0-9a-f]{32}";

    private static final String ALGORITHM = "HmacSHA256";
    private static final long KEY_LIFE_NANOS = Duration.ofDays(1).toNanos();
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 16;
    /** An IPv6 customer has a whole network of at least this many bytes' prefix, and can send from any part of it. */
    private static final int NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final AtomicReference<Key> key;

    /** @param since when it was made, by the monotonic clock */
    private record Key(SecretKeySpec secret, long since) {}

    /**
     * @param random cryptographically strong
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    public Senders(RandomGenerator random, LongSupplier nanos) {
        this.random = random;
        this.nanos = nanos;
        this.key = new AtomicReference<>(fresh());
    }

    /** The name of this address, the same for all addresses of one IPv6 network. */
    public String nameOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] whose = bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
        return HexFormat.of().formatHex(hash(whose), 0, NAME_BYTES);
    }

    private byte[] hash(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.updateAndGet(used -> nanos.getAsLong() - used.since() < KEY_LIFE_NANOS ? used : fresh())
                    .secret());
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    private Key fresh() {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        return new Key(new SecretKeySpec(secret, ALGORITHM), nanos.getAsLong());
    }
}
