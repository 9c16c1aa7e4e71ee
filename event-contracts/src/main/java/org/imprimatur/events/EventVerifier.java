package org.imprimatur.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.imprimatur.tlog.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Checks what {@link EventSigner} signed. Knows several keys, so that a new one can be made known before the old one is
 * retired. Safe for use by several threads.
 */
public final class EventVerifier {
    private static final int LONGEST = 512;

    private final List<VerifierKey> keys;

    /** @param keys of which a signature must be by one; without any, nothing is ever genuine */
    public EventVerifier(List<VerifierKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Whether one of the keys signed exactly this.
     *
     * @param signature the value of {@link CloudEventHeaders#SIGNATURE}; absent is not genuine
     */
    public boolean isGenuine(@Nullable String signature, @Nullable String id, @Nullable String type,
            @Nullable String subject, byte[] value) {
        if (signature == null || id == null || type == null || subject == null || signature.length() > LONGEST) {
            return false;
        }
        int space = signature.indexOf(' ');
        if (space < 0 || (id + type + subject).indexOf('\n') >= 0) {
            return false;
        }
        byte[] signed = SignedBytes.of(id, type, subject, value).getBytes(UTF_8);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(signature.substring(space + 1));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        String name = signature.substring(0, space);
        return keys.stream().anyMatch(key -> key.name().equals(name) && key.verifiesBytes(signed, bytes));
    }
}
