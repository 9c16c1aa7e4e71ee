package org.imprimatur.consent.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.imprimatur.consent.preparation.Preparations;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Opens the logs of this service. */
@Component
public class Ledgers {
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration STANDBY = Duration.ofSeconds(1);

    private final LedgerSettings settings;
    private final Brokers brokers;
    private final MongoTemplate database;
    private final MeterRegistry metrics;
    private final Preparations preparations;
    private final Clock clock;
    private final SecureRandom random;
    private final FailPoint failPoint;

    Ledgers(LedgerSettings settings, Brokers brokers, MongoTemplate database, MeterRegistry metrics,
            Preparations preparations, Clock clock, SecureRandom random, FailPoint failPoint) {
        this.settings = settings;
        this.brokers = brokers;
        this.database = database;
        this.metrics = metrics;
        this.preparations = preparations;
        this.clock = clock;
        this.random = random;
        this.failPoint = failPoint;
    }

    /** The public log of visitors' choices. */
    public Ledger consent(CommittedDocuments owner) {
        return open("consent", "log", CommitmentEntry.CONSENT, settings.consent(), owner);
    }

    /** The log of what compliance staff looked at. */
    public Ledger access(CommittedDocuments owner) {
        return open("access", "access-log", CommitmentEntry.ACCESS, settings.access(), owner);
    }

    private Ledger open(String name, String path, String format, LedgerSettings.One log, CommittedDocuments owner) {
        var identity = SigningKeys.identity(log, format, settings.createKeys(), random);
        var topic = new LogTopic(log.topic(), settings.replication(), log.resumeOn(), brokers);
        var reader = new TopicReader(topic, brokers);
        var producer = new Lazy<>(brokers::producer,
                (Producer<byte[], byte[]> client) -> client.close(Duration.ofSeconds(1)));
        var store = new TreeStore(database.getDb(), name);
        var status = new KeeperStatus(name, metrics);
        var indexes = preparations.of(owner::makeIndexes);
        return new Ledger(path, identity, new ShownLog(store, identity, System::nanoTime),
                new Appender(topic, identity, producer, owner, settings, new Lag(name, metrics, clock),
                        System::nanoTime),
                new Keeper(identity, topic, reader, store, owner,
                        new Keeper.Pace(settings.checkpointInterval(), IDLE, STANDBY), Thread::startVirtualThread,
                        System::nanoTime, status, failPoint),
                status, settings.sweep(), indexes, () -> {
                    reader.close();
                    producer.close();
                    topic.close();
                });
    }
}
