package org.imprimatur.consent.choice;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.consent.record.OverloadException;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.record.State;
import org.imprimatur.consent.record.UnknownOutcomeException;
import org.imprimatur.consent.visitor.Subjects;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.VisitorNumbers;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.problem.Problems;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Takes choices, each once, and finds a visitor's own again. */
@Component
class Choices {
    private static final Logger LOG = LoggerFactory.getLogger(Choices.class);
    private static final Problem ID_REUSED = new Problem("choice-id-reused",
            "This choice id already stands for another choice", 409);

    /** Times a visitor may have chosen before the oldest choices are left out of the own history. */
    private static final int HISTORY = 1_000;

    private final Records records;
    private final Ledger log;
    private final Subjects subjects;
    private final VisitorNumbers numbers;
    private final Clock clock;
    private final SecureRandom random;
    private final MeterRegistry metrics;
    private final FailPoint failPoint;

    Choices(Records records, @Qualifier("consentLog") Ledger log, Subjects subjects, VisitorNumbers numbers,
            Clock clock, SecureRandom random, MeterRegistry metrics, FailPoint failPoint) {
        this.records = records;
        this.log = log;
        this.subjects = subjects;
        this.numbers = numbers;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        this.failPoint = failPoint;
    }

    /**
     * Records a choice; when it returns, the record is on the disks of most of the database's members. A choice with
     * an id that was taken before gives the record it made then; with other content it is refused with 409. An outage
     * before the record was sent is a {@link ChoiceNotSentException}, after that an {@link UnknownOutcomeException}.
     *
     * @param asked the choice
     * @param visitor whose it is, where a cookie tells
     */
    Made make(Supplier<MakeChoice> asked, Supplier<Optional<VisitorId>> visitor) throws InterruptedException {
        try {
            return make(asked.get(), visitor.get().orElse(null));
        } catch (OverloadException busy) {
            throw ChoiceNotSentException.busy();
        } catch (RuntimeException failure) {
            ProblemException problem = Problems.of(failure);
            throw problem.problem().equals(Problem.STORAGE_UNAVAILABLE) ? ChoiceNotSentException.away() : problem;
        }
    }

    Made make(MakeChoice choice, @Nullable VisitorId known) throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        VisitorId visitor = known == null ? numbers.derivedFrom(choice.first()) : known;
        boolean mayHaveChosen = known != null || choice.supersedes() != null;
        KeptRecord fresh = mayHaveChosen
                ? decide(choice, visitor, now, subjects.everOf(visitor, now))
                : decide(choice, visitor, now, List.of());
        KeptRecord kept = records.add(fresh);
        failPoint.pass("record|append");
        if (!isSame(choice, kept.request().asked())) {
            throw new ProblemException(ID_REUSED, "Make a new id for a new choice.");
        }
        ConsentRecord record = kept.record();
        boolean repeated = !record.recordId().equals(fresh.record().recordId());
        if (!repeated) {
            log.append(record.recordId(), kept.commitment());
            metrics.counter("imprimatur.choices", "state", record.state().word(), "method", record.method().word())
                    .increment();
            return new Made(record, visitor, mayHaveChosen ? newest(visitor, record, now) : record, now);
        }
        // A number made just now belongs to no record; the one that does was sealed with the choice.
        VisitorId owner = known == null ? numbers.opened(kept.request().visitor(), choice.id()) : known;
        return new Made(record, owner, newest(owner, record, now), now);
    }

    /** The visitor's own records, newest first. */
    List<KeptRecord> of(VisitorId visitor) {
        return records.ofSubjects(subjects.everOf(visitor, clock.instant()), HISTORY);
    }

    private KeptRecord decide(MakeChoice choice, VisitorId visitor, Instant now, List<String> known) {
        ConsentRecord newest = known.isEmpty()
                ? null
                : records.ofSubjects(known, 1).stream().map(KeptRecord::record).findFirst().orElse(null);
        // A refusal says that nothing was ever given, by whoever made it.
        boolean everGiven = newest != null && newest.state() != State.REFUSED;
        Instant time = newest == null ? now : after(newest, now);
        ConsentRecord record = Decision.decide(choice, subjects.at(time, visitor), everGiven, newest, time,
                UuidCreator.getTimeOrderedEpoch(time), UUID.randomUUID());
        Map<String, Object> document = record.document();
        return new KeptRecord(document, Commitment.to(document, random),
                new KeptRecord.Request(digest(choice.id()), digest(asked(choice)),
                        numbers.sealed(visitor, choice.id())));
    }

    /** Later than the visitor's newest record, which another instance may have made by a clock ahead of this one's. */
    private static Instant after(ConsentRecord newest, Instant now) {
        Instant next = newest.eventTime().plusMillis(1);
        return now.isBefore(next) ? next : now;
    }

    /** What holds for the visitor once this record does: another choice may have come after the one repeated here. */
    private ConsentRecord newest(VisitorId visitor, ConsentRecord record, Instant now) {
        try {
            return records.ofSubjects(subjects.everOf(visitor, now), 1).stream().map(KeptRecord::record).findFirst()
                    .orElse(record);
        } catch (RuntimeException failure) {
            LOG.warn("A record was kept, and its answer could not be made: {}", failure.toString());
            throw new UnknownOutcomeException();
        }
    }

    /** An id leads to its visitor's number, so that no more than a hash of it is kept. */
    private static String digest(UUID choiceId) {
        return Hash.sha256(choiceId.toString().getBytes(StandardCharsets.US_ASCII)).hex();
    }

    /**
     * Whether a choice kept earlier under the same id is this one: the same body. The signal isn't part of it, for a
     * browser may send a request again after the visitor has switched it on or off.
     */
    private static boolean isSame(MakeChoice choice, String kept) {
        // Records of earlier releases have the signal in their digest.
        return Stream.of(asked(choice), withSignal(choice, true), withSignal(choice, false))
                .anyMatch(content -> digest(content).equals(kept));
    }

    private static Map<String, Object> asked(MakeChoice choice) {
        return Map.of("notice", choice.notice().hash(), "language", choice.language(), "choices", choice.asked(),
                "method", choice.method().word());
    }

    private static Map<String, Object> withSignal(MakeChoice choice, boolean gpc) {
        Map<String, Object> content = new TreeMap<>(asked(choice));
        content.put("gpc", gpc);
        return content;
    }

    private static String digest(Map<String, Object> content) {
        return Hash.sha256(CanonicalJson.bytes(content)).hex();
    }
}
