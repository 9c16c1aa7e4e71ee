package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
        log.appender(log.brokers()).drain();
        keepUntilNothingIsPending();
        assertThat(log.state().size()).isEqualTo(2_300);
    }

    @Test
    void whatWasSentIsNotSentAgainWhileTheKeeperIsAway() throws Exception {
        Appender appender = log.appender(log.brokers());
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
        log.appender(log.brokers()).drain();
        keepUntilNothingIsPending();
        assertThat(log.state().size()).isEqualTo(1);
    }

    private void keepUntilNothingIsPending() throws Exception {
        LogFixture.Running keeper = log.keeper();
        while (log.pending() > 0) {
            keeper.keeper().turn();
        }
    }
}
