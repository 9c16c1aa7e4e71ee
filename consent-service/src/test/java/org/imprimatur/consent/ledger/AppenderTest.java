package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class AppenderTest {
    private LogFixture log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture();
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void whatACrashLeftBehindIsAppendedByTheSweep() throws Exception {
        for (int i = 0; i < 2_300; i++) {
            log.document();
        }
        log.appender(log.brokers).drain();
        keepUntilNothingIsPending();
        assertThat(log.state().size()).isEqualTo(2_300);
    }

    @Test
    void whatWasSentIsNotSentAgainWhileTheKeeperIsAway() throws Exception {
        Appender appender = log.appender(log.brokers);
        appender.offer(log.document());
        log.document();
        appender.drain();
        appender.drain();
        appender.drain();
        keepUntilNothingIsPending();
        assertThat(log.state().offset()).isEqualTo(2);
    }

    @Test
    void whatABrokerThatIsAwayDidNotTakeIsSentOnceItIsBack() throws Exception {
        KafkaProperties nowhere = new KafkaProperties();
        nowhere.setBootstrapServers(List.of("localhost:1"));
        Appender away = log.appender(new Brokers(nowhere));
        away.offer(log.document());
        assertThatThrownBy(away::drain).hasMessageContaining("Timeout");
        log.appender(log.brokers).drain();
        keepUntilNothingIsPending();
        assertThat(log.state().size()).isEqualTo(1);
    }

    @Test
    void whatABrokerAcknowledgedAndLostIsSentAgainAfterAWhile() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Appender appender = log.appender(log.brokers, Duration.ZERO, nanos::get);
        appender.offer(log.document());
        log.document();
        appender.drain();
        loseAllMessages();
        appender.drain();
        assertThat(log.messages()).as("sent again at once").isZero();
        nanos.addAndGet(LogFixture.RESEND.toNanos());
        appender.drain();
        assertThat(log.messages()).isEqualTo(2);
        // A keeper that is away for long isn't buried: each pause is twice the one before.
        nanos.addAndGet(LogFixture.RESEND.toNanos());
        appender.drain();
        assertThat(log.messages()).isEqualTo(2);
        nanos.addAndGet(LogFixture.RESEND.toNanos());
        appender.drain();
        assertThat(log.messages()).isEqualTo(4);
    }

    @Test
    void sweepsGoOnWhenTheWallClockIsSetBack() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Appender appender = log.appender(log.brokers, Duration.ofSeconds(2), nanos::get);
        // Made before the clock was set back by an hour, and left behind by a crash.
        log.document(Instant.now().plus(Duration.ofHours(1)));
        appender.drain();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        appender.drain();
        keepUntilNothingIsPending();
        assertThat(log.state().size()).isEqualTo(1);
    }

    @Test
    void aBacklogThatWasSentIsNotReadAgainAtEverySweep() throws Exception {
        for (int i = 0; i < 3_500; i++) {
            log.document();
        }
        AtomicInteger questions = new AtomicInteger();
        AtomicLong nanos = new AtomicLong();
        Appender appender = log.appender(log.brokers, Duration.ZERO, nanos::get, questions::incrementAndGet);
        appender.drain();
        assertThat(log.messages()).isEqualTo(3_500);
        questions.set(0);
        for (int sweep = 0; sweep < 8; sweep++) {
            appender.drain();
        }
        // One for the lag, one for a page of a thousand.
        assertThat(questions.get()).isEqualTo(16);
        assertThat(log.messages()).isEqualTo(3_500);
        nanos.addAndGet(LogFixture.RESEND.toNanos());
        appender.drain();
        assertThat(log.messages()).isEqualTo(7_000);
    }

    /** What an unclean change of the partition's leader does. */
    private void loseAllMessages() throws Exception {
        try (Admin admin = log.brokers.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(log.topic.name(), 0), RecordsToDelete.beforeOffset(-1))).all()
                    .get();
        }
    }

    private void keepUntilNothingIsPending() throws Exception {
        LogFixture.Running keeper = log.keeper();
        while (log.pending() > 0) {
            keeper.keeper().turn();
        }
    }
}
