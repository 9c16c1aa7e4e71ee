package org.imprimatur.consent.choice;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes a record's subject out of a visitor's number: HMAC-SHA-256 under the key of the quarter, so that two quarters'
 * records can be joined with the visitor's cookie in hand only. Deleting a quarter's key takes that away for good.
 */
@Component
class Subjects {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final MongoCollection<Document> stored;
    private final SecureRandom random;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    Subjects(MongoTemplate database, SecureRandom random) {
        this.stored = database.getDb().getCollection("subject_keys");
        this.random = random;
        stored.find().forEach(document -> keys.put(document.getString("_id"), key(document)));
    }

    /** The visitor's subject for records made at this time. */
    String at(Instant time, VisitorId visitor) {
        return subject(keys.computeIfAbsent(period(time), this::firstUse), visitor);
    }

    /** The visitor's subjects in every period there is a key for. */
    List<String> everOf(VisitorId visitor) {
        List<String> subjects = new ArrayList<>();
        keys.values().forEach(key -> subjects.add(subject(key, visitor)));
        return subjects;
    }

    private static String subject(SecretKeySpec key, VisitorId visitor) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(visitor.value().getBytes(StandardCharsets.US_ASCII));
            return java.util.HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    /** Whichever instance comes first makes the period's key; the others take over that one. */
    private SecretKeySpec firstUse(String period) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        Document document = stored.findOneAndUpdate(Filters.eq("_id", period), Updates.setOnInsert("key", fresh),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        if (document == null) {
            throw new IllegalStateException("The key of " + period + " could not be stored");
        }
        return key(document);
    }

    private static SecretKeySpec key(Document document) {
        return new SecretKeySpec(document.get("key", Binary.class).getData(), ALGORITHM);
    }

    private static String period(Instant time) {
        var date = time.atOffset(ZoneOffset.UTC);
        return date.getYear() + "-Q" + date.get(IsoFields.QUARTER_OF_YEAR);
    }
}
