package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.MongoClientSettings;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.preparation.Preparations;
import org.imprimatur.localstack.backing.ReplicaSet;
import org.junit.jupiter.api.Test;

/** A failover between the insert of a record and the moment when most members have it. */
class RecordFailoverTest {
    private final ReplicaSet set = ReplicaSet.sharedOrSkip();

    @Test
    void noAnswerRestsOnARecordThatAFailoverTakesBack() throws InterruptedException, ExecutionException {
        String choice = UUID.randomUUID().toString();
        KeptRecord first = record(choice);
        KeptRecord repeated = record(choice);
        List<Future<KeptRecord>> answers = new ArrayList<>();
        try (MongoClient client = client(); ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            MongoCollection<Document> stored = client.getDatabase("record-failover").getCollection("records")
                    .withReadConcern(ReadConcern.MAJORITY).withWriteConcern(WriteConcern.MAJORITY);
            GroupCommit commit = new GroupCommit(stored, GroupCommit.Admission.USUAL);
            commit.start();
            Records records = new Records(stored, commit, new Preparations());
            records.add(record(UUID.randomUUID().toString()));
            set.rollBack(() -> {
                answers.add(visitors.submit(() -> records.add(first)));
                await().until(
                        () -> stored.withReadConcern(ReadConcern.LOCAL).countDocuments(eq("choice", choice)) == 1);
                answers.add(visitors.submit(() -> records.add(repeated)));
                for (Future<KeptRecord> answer : answers) {
                    assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                }
            });
            for (Future<KeptRecord> answer : answers) {
                try {
                    KeptRecord kept = answer.get();
                    assertThat(kept.id()).isEqualTo(
                            Objects.requireNonNull(stored.find(eq("choice", choice)).first()).get("_id", UUID.class));
                } catch (ExecutionException failure) {
                    assertThat(failure).hasCauseInstanceOf(UnknownOutcomeException.class);
                }
            }
            // And asking again tells what became of it.
            KeptRecord now = records.add(record(choice));
            assertThat(stored.countDocuments(eq("choice", choice))).isEqualTo(1);
            assertThat(records.find(now.id())).isPresent();
            commit.stop();
        }
    }

    private MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder().uuidRepresentation(UuidRepresentation.STANDARD)
                .applyConnectionString(new ConnectionString(set.uri())).build());
    }

    private static KeptRecord record(String choice) {
        Instant now = Instant.parse("2026-11-23T19:00:00Z");
        Map<String, Object> document = new ConsentRecord(UuidCreator.getTimeOrderedEpoch(now), UUID.randomUUID(), "s",
                now, State.GIVEN, now.plus(Duration.ofDays(180)), Map.of("statistics", true), "sha256:0", "1", "en",
                "EU", Method.BANNER, false).document();
        return new KeptRecord(document, Commitment.to(document, new SecureRandom()),
                new KeptRecord.Request(choice, "asked", "visitor"));
    }
}
