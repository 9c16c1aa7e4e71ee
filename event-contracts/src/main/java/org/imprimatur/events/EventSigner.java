package org.imprimatur.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.imprimatur.tlog.note.NoteSigner;

/**
 * Signs article events, so that reaching Kafka is not enough to publish. What is signed is {@code <ce_id>\n<ce_type>\n
 * <ce_subject>\n<sha256 hex of the value>\n} in UTF-8 by Ed25519 (RFC 8032); what goes into
 * {@link CloudEventHeaders#SIGNATURE} is {@code <key name> <base64>}. Safe for use by several threads.
 */
public final class EventSigner {
    private final NoteSigner key;

    public EventSigner(NoteSigner key) {
        this.key = key;
    }

    /** The header's value for a message with these headers and this value. */
    public String sign(String id, String type, String subject, byte[] value) {
        byte[] signature = key.signBytes(SignedBytes.of(id, type, subject, value).getBytes(UTF_8));
        return key.verifierKey().name() + " " + Base64.getEncoder().encodeToString(signature);
    }
}
