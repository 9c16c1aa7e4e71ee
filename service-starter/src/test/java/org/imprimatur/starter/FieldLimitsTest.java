package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A header field that nobody sends in earnest costs no more than its reading. */
class FieldLimitsTest extends RunningSample {
    @Autowired
    private SampleApplication.Notes notes;

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Accept-Charset", "Accept-Encoding", "Content-Type", "If-Match",
        "If-None-Match", "If-Modified-Since", "Range", "If-Range"})
    void aFieldThatIsTooLongIsRefusedByItsName(String field) throws Exception {
        int before = notes.deeds();
        HttpResponse<String> refused = HTTP.send(
                request("/open/searches").header(field, "a/a;q=0.1,".repeat(700)).build(), BodyHandlers.ofString());
        assertProblem(refused, 400, "bad-request");
        assertThat(JSON.readTree(refused.body()).at("/detail").asString()).contains(field);
        assertThat(notes.deeds()).isEqualTo(before);
    }

    @Test
    void manyShortFieldsOfANameCountAsALongOne() throws Exception {
        var request = request("/open/searches");
        for (int i = 0; i < 200; i++) {
            request.header("Accept", "application/json");
        }
        assertProblem(HTTP.send(request.build(), BodyHandlers.ofString()), 400, "bad-request");
    }

    @Test
    void wishesThatAreTooLongAreNotHeard() throws Exception {
        assertThat(get("/open/languages", "").body()).isEqualTo("[]");
        assertThat(HTTP.send(request("/open/languages").header("Accept-Language", "de, fr;q=0.5").build(),
                BodyHandlers.ofString()).body()).isEqualTo("[\"de, fr;q=0.5\"]");
        for (String field : new String[]{"Accept-Language", "tracestate", "baggage"}) {
            HttpResponse<String> answer = HTTP.send(
                    request("/open/languages").header(field, "zh-" + "a-".repeat(3_500) + "a").build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("[]");
        }
    }

    @Test
    void theCookiesOfAWholeSiteAreTaken() throws Exception {
        assertThat(HTTP.send(request("/open/searches").header("Cookie", "a=" + "b".repeat(20_000)).build(),
                BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
