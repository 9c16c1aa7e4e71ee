package org.imprimatur.consent.choice;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.consent.record.Records;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Takes choices, each once, and finds a visitor's own again. */
@Component
class Choices {
    private static final Problem ID_REUSED = new Problem("choice-id-reused",
            "This choice id already stands for another choice", 409);

    /** Times a visitor may have chosen before the oldest choices are left out of the own history. */
    private static final int HISTORY = 1_000;

    private final Records records;
    private final Ledger log;
    private final Subjects subjects;
    private final Clock clock;
    private final SecureRandom random;
    private final MeterRegistry metrics;

    Choices(Records records, @Qualifier("consentLog") Ledger log, Subjects subjects, Clock clock, SecureRandom random,
            MeterRegistry metrics) {
        this.records = records;
        this.log = log;
        this.subjects = subjects;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
    }

    /**
     * Records a choice; when it returns, the record is on the disks of most of the database's members. A choice with
     * an id that was taken before gives the record it made then; with other content it is refused with 409.
     *
     * @param known the visitor, where a cookie tells
     */
    Made make(MakeChoice choice, @Nullable VisitorId known) throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        VisitorId visitor = known == null ? VisitorId.random(random) : known;
        boolean everGiven = known != null && !choice.allowsAnything() && records.everGiven(subjects.everOf(known));
        ConsentRecord record = Decision.decide(choice, subjects.at(now, visitor), everGiven, now,
                UuidCreator.getTimeOrderedEpoch(now), UUID.randomUUID());
        KeptRecord fresh = new KeptRecord(record, Commitment.to(record.document(), random), choice.id(),
                digest(choice));
        KeptRecord kept = records.add(fresh);
        if (!kept.asked().equals(fresh.asked())) {
            throw new ProblemException(ID_REUSED, "Make a new id for a new choice.");
        }
        boolean repeated = !kept.equals(fresh);
        if (!repeated) {
            log.append(record.recordId(), kept.commitment());
            metrics.counter("imprimatur.choices", "state", record.state().word(), "method", record.method().word())
                    .increment();
        }
        // The number made just now belongs to no record when the choice had been taken before.
        return new Made(kept.record(), repeated ? known : visitor);
    }

    /** The visitor's own records, newest first. */
    List<KeptRecord> of(VisitorId visitor) {
        return records.ofSubjects(subjects.everOf(visitor), HISTORY);
    }

    private static String digest(MakeChoice choice) {
        byte[] content = CanonicalJson.bytes(Map.of("notice", choice.notice().hash(), "language", choice.language(),
                "choices", choice.asked(), "method", choice.method().word(), "gpc", choice.gpc()));
        return Hash.sha256(content).hex();
    }
}
