package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.imprimatur.consent.Offline;
import org.imprimatur.consent.RunningService;
import org.imprimatur.tlog.note.VerifierKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChoiceTest extends RunningService {
    @Test
    void aChoiceIsAnsweredWithAReceiptThatVerifiesOffline() {
        HttpResponse<String> answer = post("/api/v1/choices", choice(false, true, false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String path = json(answer).get("receipt").asString().replaceFirst("^/consent", "");
        await().pollInterval(Duration.ofMillis(20)).until(() -> get(path).statusCode() == 200);

        JsonNode mine = json(get("/api/v1/choices/mine", "Cookie",
                "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor"))).get("records").get(0);
        VerifierKey key = VerifierKey.parse(get("/log/key").body().strip());
        assertThat(Offline.verify(mine, key).size()).isPositive();
        assertThat(mine.get("record").get("state").asString()).isEqualTo("given");
    }
}
