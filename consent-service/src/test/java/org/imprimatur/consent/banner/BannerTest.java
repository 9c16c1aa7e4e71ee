package org.imprimatur.consent.banner;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
        String plain = get("/banner.js?lang=" + language).body();
        assertThat(plain).contains(json(get("/api/v1/notice?lang=" + language)).get("hash").asString());
        HttpResponse<byte[]> gzip = packed(language, "gzip");
        assertThat(gzip.body()).hasSizeLessThan(FIVE_KILOBYTES);
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes(),
                StandardCharsets.UTF_8)).isEqualTo(plain);
        HttpResponse<byte[]> brotli = packed(language, "br");
        assertThat(brotli.body()).hasSizeLessThan(gzip.body().length * 9 / 10);
        assertThat(new String(Decoder.decompress(brotli.body()).getDecompressedData(), StandardCharsets.UTF_8))
                .isEqualTo(plain);
        assertThat(brotli.headers().firstValue("ETag")).isNotEqualTo(gzip.headers().firstValue("ETag"));
    }

    private HttpResponse<byte[]> packed(String language, String coding) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(at("/banner.js?lang=" + language))
                    .header("Accept-Encoding", coding).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Encoding")).contains(coding);
            return answer;
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
        for (String excluded : List.of("gzip;q=0", "br;q=0, gzip;q=0.0", "identity", "x-gzipped", "br;q=x")) {
            HttpResponse<String> answer = get("/banner.js", "Accept-Encoding", excluded);
            assertThat(answer.headers().firstValue("Content-Encoding")).as(excluded).isEmpty();
            assertThat(answer.body()).isEqualTo(get("/banner.js").body());
        }
        Map.of("GZIP", "gzip", "br;q=0.1, gzip;q=0.9", "gzip", "gzip, br;q=0", "gzip", "gzip, deflate, br, zstd", "br",
                "gzip;q=0.5, br;q=0.5", "br", "Br;Q=0.9, gzip;q=0.1", "br")
                .forEach((asked, given) -> assertThat(
                        get("/banner.js", "Accept-Encoding", asked).headers().firstValue("Content-Encoding"))
                        .as(asked).contains(given));
    }

    @Test
    void nothingFromTheAddressGetsIntoTheScript() {
        assertThat(get("/banner.js?lang=%22%3C/script%3E").body()).isEqualTo(get("/banner.js").body());
        assertThat(get("/banner.js?lang=en&callback=alert").statusCode()).isEqualTo(400);
    }
}
