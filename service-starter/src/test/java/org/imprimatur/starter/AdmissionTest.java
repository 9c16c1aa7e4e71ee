package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** More than a service can do at once. */
class AdmissionTest extends RunningSample {
    private static final String NOTE = "{\"text\": \"waits\", \"stars\": 1}";

    @Autowired
    private SampleApplication.Notes notes;

    @Test
    void whatHasNoRoomIsRefusedAtOnceWithRetryAfterAndNothingKept() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = Stream.generate(this::waitingOne).limit(AT_ONCE)
                .toList();
        await().until(() -> notes.waiting() == AT_ONCE);
        int deeds = notes.deeds();

        HttpResponse<String> refused = post("{\"text\": \"too many\", \"stars\": 1}", "application/json");
        assertProblem(refused, 503, "overloaded");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(notes.deeds()).isEqualTo(deeds);
        // Before it is asked who that is, which costs more than the answer; and health has a port of its own.
        assertProblem(get("/editors", ""), 503, "overloaded");
        assertThat(managed("/actuator/health/readiness")).contains("UP");
        assertThat(managed("/actuator/prometheus")).contains("imprimatur_requests_refused_total")
                .containsPattern("imprimatur_requests_under_way\\{[^}]*} 12\\.0");

        notes.letGo(AT_ONCE);
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
        // There is room again, also after requests that failed or were refused.
        for (int attempt = 0; attempt < 3 * AT_ONCE; attempt++) {
            assertThat(get("/open/bug", "").statusCode()).isEqualTo(500);
            assertThat(get("/open/nothing", "").statusCode()).isEqualTo(404);
            assertThat(post("{\"text\"", "application/json").statusCode()).isEqualTo(400);
        }
        assertThat(post(NOTE, "application/json").statusCode()).isEqualTo(200);
        assertThat(managed("/actuator/prometheus")).containsPattern("imprimatur_requests_under_way\\{[^}]*} 0\\.0");
    }

    private CompletableFuture<HttpResponse<String>> waitingOne() {
        return HTTP.sendAsync(request("/open/waits").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(NOTE)).build(), BodyHandlers.ofString());
    }
}
