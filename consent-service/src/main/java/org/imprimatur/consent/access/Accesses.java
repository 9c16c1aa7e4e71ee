package org.imprimatur.consent.access;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.key.StoredKeys;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.proof.ProvedRecord;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Writes down who looks at visitors' records. What isn't written down isn't shown. */
@Component
public class Accesses {
    private static final long SEARCH_LIMIT_SECONDS = 10;

    private final MongoCollection<Document> stored;
    private final StoredKeys keys;
    private final Ledger log;
    private final Clock clock;
    private final SecureRandom random;

    Accesses(MongoTemplate database, @Qualifier("accessLog") Ledger log, Clock clock, SecureRandom random) {
        this.stored = database.getCollection(AccessConfiguration.COLLECTION).withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.keys = new StoredKeys(database.getDb(), "access_keys", random);
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Keeps an access durably and sends it on its way into the access log; to be called before anything is shown.
     *
     * @param actor the caller's name
     * @param action a verb that {@link AccessSearch} knows
     * @param plain what is asked for and says nothing of any one visitor, by the names of the parameters
     * @param identifying what is asked for and leads to a visitor's records: kept as a keyed hash only
     * @param results how many records are about to be shown, or erased
     */
    public void note(String actor, String action, Map<String, String> plain, Map<String, String> identifying,
            int results) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, String> target = new TreeMap<>(plain);
        identifying.forEach((name, value) -> target.put(name, hashed(name, value)));
        var access = new AccessRecord(UuidCreator.getTimeOrderedEpoch(now), actor, now, action, target, results);
        Map<String, Object> document = access.document();
        KeptAccess kept = new KeptAccess(access.accessId(), document, Commitment.to(document, random));
        stored.insertOne(kept.stored());
        log.append(kept.id(), kept.commitment());
    }

    /** How a subject, a record's id or a cursor stands in access records. */
    String hashed(String name, String value) {
        byte[] hash = keys.of("target").of(name, value.getBytes(StandardCharsets.UTF_8));
        return "hmac-sha256:" + HexFormat.of().formatHex(hash);
    }

    /** Access records that meet a condition, newest first. */
    List<KeptAccess> find(Bson condition, int limit) {
        return stored.find(condition).sort(Sorts.descending("_id")).limit(limit)
                .maxTime(SEARCH_LIMIT_SECONDS, TimeUnit.SECONDS).map(KeptAccess::read).into(new ArrayList<>());
    }

    /** Each of these with its proof. */
    List<ProvedRecord> withProofs(List<KeptAccess> accesses) {
        return ProvedRecord.of(log, accesses);
    }
}
