package org.imprimatur.torture.check;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bson.conversions.Bson;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Refusal;

/** What was said to have left nothing behind must have left nothing behind. */
final class RefusalLaws {
    private final MongoDatabase content;
    private final MongoDatabase consent;
    private final Ledger ledger;

    RefusalLaws(MongoDatabase content, MongoDatabase consent, Ledger ledger) {
        this.content = content;
        this.consent = consent;
        this.ledger = ledger;
    }

    /** By the key of each request that was sent once and refused so, neither a decision nor a choice is to be found. */
    Finding kept() {
        List<Refusal> said = ledger.refusals().stream()
                .filter(refusal -> refusal.saysNothingKept() && !refusal.key().isEmpty()).toList();
        return new Finding("refusals that said that nothing was kept, and it was", said.size(),
                said.stream()
                        .filter(refusal -> holds(content, "article_log", eq("request.key", refusal.key()))
                                || holds(consent, "records", eq("choice", digest(refusal.key()))))
                        .map(refusal -> refusal.at() + " " + refusal.request() + ": " + refusal.status() + " "
                                + refusal.words())
                        .toList());
    }

    private static boolean holds(MongoDatabase database, String collection, Bson what) {
        return database.getCollection(collection).withReadConcern(ReadConcern.MAJORITY).find(what).first() != null;
    }

    /** How a choice's id is kept. */
    private static String digest(String id) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
