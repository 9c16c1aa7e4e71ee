package org.imprimatur.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** "Nothing was kept" is a promise. */
class OutageTest {
    private static final ServerAddress SERVER = new ServerAddress();
    private static final List<Exception> OUTAGES = List.of(new MongoTimeoutException("no server"),
            new MongoSocketReadTimeoutException("late", SERVER, new Exception()),
            new MongoSocketReadException("ended", SERVER), new MongoInterruptedException("stopped", new Exception()),
            new MongoSocketOpenException("refused", SERVER, new Exception()),
            new MongoExecutionTimeoutException(50, "slow"),
            new DataAccessResourceFailureException("wrapped", new MongoTimeoutException("no server")), labelled());

    @BeforeEach
    void begin() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void beforeAWriteWasSentNothingIsKept() {
        send("find");
        assertThat(OUTAGES).allSatisfy(outage -> {
            assertThat(Problems.of(outage).problem()).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(Problems.of(outage).headers().getFirst("Retry-After")).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"insert", "update", "delete", "findAndModify", "bulkWrite"})
    void afterAWriteWasSentNobodyClaimsToKnow(String command) {
        send(command);
        send("find");
        assertThat(OUTAGES).allSatisfy(outage -> {
            ProblemException answer = Problems.of(outage);
            assertThat(answer.problem()).isEqualTo(Problem.OUTCOME_UNKNOWN);
            assertThat(answer).hasMessageContaining("same key");
            assertThat(answer.headers().getFirst("Retry-After")).isNotEmpty();
        });
    }

    @Test
    void anotherRequestsWriteIsNotThisOnes() {
        send("insert");
        begin();
        assertThat(Problems.of(new MongoTimeoutException("no server")).problem())
                .isEqualTo(Problem.STORAGE_UNAVAILABLE);
    }

    @Test
    void aFaultOfOursIsNoOutage() {
        assertThat(Problems.of(new MongoClientException("wrong use")).problem()).isEqualTo(Problem.INTERNAL);
    }

    private static void send(String command) {
        new SentWrites().commandStarted(
                new CommandStartedEvent(null, 1, 1, null, "content", command, new BsonDocument()));
    }

    private static MongoException labelled() {
        MongoException labelled = new MongoException(11600, "interrupted at shutdown");
        labelled.addLabel("RetryableWriteError");
        return labelled;
    }
}
