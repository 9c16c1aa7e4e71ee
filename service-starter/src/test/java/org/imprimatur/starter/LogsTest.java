package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Nobody from outside writes the log. */
@ExtendWith(OutputCaptureExtension.class)
class LogsTest extends RunningSample {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /open/searches?word=<script>mark           | X: y | 400
            GET /open/nothing?word=<script>mark            | X: y | 404
            GET /editors?word=<script>mark                 | X: y | 401
            GET /open/<script>mark                         | X: y | 400
            GET /open/nothing/mark                         | X: y | 404
            GET /open/notes/below/mark                     | X: y | 404
            GET /open/%00mark                              | X: y | 400
            GET /open/searches?mark=%00%0A%1b              | X: y | 400
            GET /open/searches                             | Accept: mark\u0001 | 406
            GET /open/searches                             | Accept: mark;;; | 406
            GET /open/searches                             | Authorization: Bearer mark mark | 401
            GET /open/searches                             | Authorization: Bearer mark | 401
            GET /open/searches                             | Accept-Language: mark;q=mark | 200
            GET /open/searches                             | Cookie: mark=\u0002; =mark | 400
            GET /open/searches                             | traceparent: mark | 200
            POST /open/notes                               | Content-Type: mark;;charset=mark | 415
            POST /open/notes                               | Content-Type: application/json;charset=mark | 415
            MARK /open/notes                               | X: mark | 405
            """)
    void whatIsRefusedLeavesNoTrace(String target, String field, int status, CapturedOutput log) throws Exception {
        String answer = raw(target.strip() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + field
                + "\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(log.getAll()).doesNotContainIgnoringCase("mark").doesNotContain("Exception");
    }

    @Test
    void anUnknownAddressOfAnyLengthLeavesNoTrace(CapturedOutput log) throws Exception {
        assertProblem(get("/open/" + "x".repeat(7_000), ""), 404, "not-found");
        assertThat(log.getAll()).isEmpty();
    }

    @Test
    void whatOthersWroteStaysOneShortLineOfPlainText(CapturedOutput log) {
        var logger = LoggerFactory.getLogger("org.imprimatur.sample");
        logger.warn("mark \u0000\u001b[31m\r\n\u0085\u2028\u202e" + "x".repeat(100_000));
        logger.warn("mark", new IllegalStateException("\u0000\u001b[31m\n\u202e" + "y".repeat(100_000)));
        List<String> lines = log.getAll().lines().filter(line -> line.contains("mark")).toList();
        assertThat(lines).hasSize(2).allMatch(line -> line.length() < 10_000);
        assertThat(lines.getLast()).contains("IllegalStateException");
        assertThat(log.getAll().replace("\n", "").chars().filter(Character::isISOControl).count()).isZero();
        assertThat(log.getAll()).doesNotContain("\u2028", "\u202e");
    }

    @Test
    void anOutageIsNotToldAtEveryProbe(CapturedOutput log) throws Exception {
        for (int probe = 0; probe < 2; probe++) {
            assertThat(managed("/actuator/health")).contains("\"DOWN\"");
        }
        assertThat(log.getAll()).doesNotContain("DatabaseHealth", "BrokerHealth", "HealthIndicator");
    }
}
