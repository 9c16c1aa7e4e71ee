package org.imprimatur.consent.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BannerTest extends RunningService {
    private static final int FIVE_KILOBYTES = 5 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar"})
    void theBannerIsSmallWithItsStyleAndWords(String language) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(at("/banner.js?lang=" + language))
                    .header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(answer.body()).hasSizeLessThan(FIVE_KILOBYTES);
            String script = new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(script).isEqualTo(get("/banner.js?lang=" + language).body())
                    .contains(json(get("/api/v1/notice?lang=" + language)).get("hash").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "http:",
        "https:", "setAttribute(\"style", "createElement(\"style", "localStorage", "sessionStorage", "IMPRIMATUR_"})
    void theBannerNeedsNothingAStrictPolicyForbidsNorAnybodyElse(String forbidden) {
        assertThat(get("/banner.js?lang=en").body()).doesNotContain(forbidden);
    }

    @Test
    void theBannerIsCompressedOnlyForWhomItMayBe() {
        for (String excluded : List.of("gzip;q=0", "br, gzip;q=0.0", "identity", "x-gzipped")) {
            HttpResponse<String> answer = get("/banner.js", "Accept-Encoding", excluded);
            assertThat(answer.headers().firstValue("Content-Encoding")).as(excluded).isEmpty();
            assertThat(answer.body()).isEqualTo(get("/banner.js").body());
        }
        for (String taken : List.of("GZIP", "br;q=0.9, gzip;q=0.1")) {
            assertThat(get("/banner.js", "Accept-Encoding", taken).headers().firstValue("Content-Encoding")).as(taken)
                    .contains("gzip");
        }
    }

    @Test
    void nothingFromTheAddressGetsIntoTheScript() {
        assertThat(get("/banner.js?lang=%22%3C/script%3E").body()).isEqualTo(get("/banner.js").body());
        assertThat(get("/banner.js?lang=en&callback=alert").statusCode()).isEqualTo(400);
    }
}
