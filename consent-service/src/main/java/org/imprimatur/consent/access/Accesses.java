package org.imprimatur.consent.access;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoCollection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.ledger.Ledger;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Writes down who looks at visitors' records. What isn't written down isn't shown. */
@Component
public class Accesses {
    private final MongoCollection<Document> stored;
    private final Ledger log;
    private final Clock clock;
    private final SecureRandom random;

    Accesses(MongoTemplate database, @Qualifier("accessLog") Ledger log, Clock clock, SecureRandom random) {
        this.stored = database.getCollection(AccessConfiguration.COLLECTION);
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Keeps an access durably and sends it on its way into the access log; to be called before anything is shown.
     *
     * @param actor the caller's name
     * @param action a verb: {@code search}, {@code read}
     * @param target what is asked for, by the names of the parameters
     */
    public void note(String actor, String action, Map<String, String> target) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var access = new AccessRecord(UuidCreator.getTimeOrderedEpoch(now), actor, now, action, target);
        Commitment commitment = Commitment.to(access.document(), random);
        Document document = new Document("_id", access.accessId()).append("actor", actor)
                .append("eventTime", Date.from(now)).append("action", action)
                .append("target", new Document(new TreeMap<>(access.target())));
        stored.insertOne(CommittedDocuments.mark(document, commitment));
        log.append(access.accessId(), commitment);
    }
}
