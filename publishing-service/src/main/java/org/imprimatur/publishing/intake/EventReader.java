package org.imprimatur.publishing.intake;

import org.imprimatur.publishing.edition.ArticleEvents;

import java.nio.charset.StandardCharsets;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.ContractViolationException;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.EventVerifier;
import org.imprimatur.publishing.site.SignedEvent;
import org.imprimatur.starter.intake.Incoming;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads records as the site's decisions. Nothing is believed that the newsroom didn't sign, and no words but those that
 * its approval names. Types and fields it doesn't know are none of its business.
 */
final class EventReader {
    private static final int REASON = 500;

    private final EventCodec codec;
    private final ArticleEvents events;
    private final EventVerifier verifier;
    private final JsonMapper json = new JsonMapper();

    EventReader(EventCodec codec, ArticleEvents events, EventVerifier verifier) {
        this.codec = codec;
        this.events = events;
        this.verifier = verifier;
    }

    Reading read(Incoming record) {
        String type = record.header(CloudEventHeaders.TYPE);
        byte[] value = record.value();
        if (type == null) {
            return new Reading.Poison(record, "no " + CloudEventHeaders.TYPE + " header", false, null);
        }
        if (!codec.knows(type)) {
            return new Reading.Ignored();
        }
        if (value == null) {
            return new Reading.Poison(record, "no value", false, null);
        }
        String id = record.header(CloudEventHeaders.ID);
        String subject = record.header(CloudEventHeaders.SUBJECT);
        String signature = record.header(CloudEventHeaders.SIGNATURE);
        if (id == null || signature == null || !verifier.isGenuine(signature, id, type, subject, value)) {
            return new Reading.Poison(record, "no valid signature of the newsroom's", false, null);
        }
        String text;
        try {
            text = StrictText.decodeUtf8(value);
        } catch (MalformedException notUtf8) {
            return new Reading.Poison(record, "the value is not UTF-8", true, null);
        }
        return read(record, new SignedEvent(id, type, text, signature, record.traceParent()), subject);
    }

    private Reading read(Incoming record, SignedEvent event, @Nullable String subject) {
        try {
            var decoded = codec.decode(event.type(), event.value().getBytes(StandardCharsets.UTF_8));
            var decision = decoded.flatMap(one -> events.read(one, event));
            if (decision.isEmpty()) {
                return new Reading.Ignored();
            }
            String article = decision.get().articleId();
            if (!article.equals(subject) || !article.equals(record.keyText())) {
                return poison(record, event, subject, "key, subject and article are not one and the same");
            }
            if (decoded.get() instanceof ArticleApproved approved
                    && !approved.contentHash().equals(approved.revisionHash())) {
                return poison(record, event, subject, "the words are not those whose hash was approved");
            }
            return new Reading.Understood(record, decision.get());
        } catch (ContractViolationException | IllegalArgumentException violation) {
            // The contract leaves open which sections and addresses there are; the site's own types don't.
            return poison(record, event, subject, String.valueOf(violation.getMessage()));
        }
    }

    private Reading poison(Incoming record, SignedEvent event, @Nullable String subject, String reason) {
        return new Reading.Poison(record, reason.substring(0, Math.min(REASON, reason.length())), true,
                decision(event, subject));
    }

    /** As far as it can be told from an event that can't be read as what it says it is. */
    private Reading.@Nullable DecisionId decision(SignedEvent event, @Nullable String subject) {
        if (subject == null) {
            return null;
        }
        try {
            long sequence = json.readTree(event.value()).path("sequence").asLong(0);
            return sequence > 0 ? new Reading.DecisionId(subject, sequence) : null;
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
