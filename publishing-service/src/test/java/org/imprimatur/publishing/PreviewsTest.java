package org.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.tlog.json.JsonReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an editor is shown of a text before it goes anywhere. */
@ServiceTest
class PreviewsTest {
    private static final String PATH = "/api/v1/previews";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({"author,200", "editor,200", "admin,200", "legal,403", "compliance,403", "reader,403"})
    void whoeverWritesMaySeeAPreviewAndNobodyElse(String role, int status) {
        try (var staff = new Reader(port)) {
            assertThat(staff.post(PATH, "{\"body\":\"x\"}", bearer(role)).statusCode()).isEqualTo(status);
            assertThat(staff.post(PATH, "{\"body\":\"x\"}").statusCode()).isEqualTo(401);
            assertThat(staff.get(PATH, bearer(role)).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void thePageIsShownWithAllThatIsLostOfTheText() {
        try (var staff = new Reader(port)) {
            var preview = read(staff.post(PATH, """
                    {"headline": "A headline", "section": "cases", "slug": "a-case", "language": "he",
                     "byline": "A. Writer", "source": {"name": "Elsewhere", "url": "https://e.example/"},
                     "body": "Words.\\n\\n![Alt](https://e.example/a.png)\\n\\n<font>more</font>"}""",
                    bearer("author")).body());
            assertThat(preview).containsEntry("path", "/cases/a-case").containsEntry("excerpt", "Words.");
            assertThat((String) preview.get("html")).startsWith("<!DOCTYPE html>").contains("<h1>A headline</h1>",
                    "dir=\"rtl\"", "<p>Words.</p>", "class=\"image\">Alt</a>");
            assertThat((List<?>) preview.get("losses")).hasSize(2).first().asString().contains("what=image", "line=3",
                    "times=1", "words=");
            assertThat((String) read(staff.post(PATH, "{}", bearer("editor")).body()).get("html"))
                    .contains("<h1>Untitled</h1>");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"section\":\"nowhere\"} | 422 | /section",
        "{\"slug\":\"../x\"} | 422 | /slug",
        "{\"language\":\"1\"} | 422 | /language",
        "{\"source\":{\"name\":\"x\",\"url\":\"javascript:x\"}} | 422 | /source/url",
        "{\"body\":\"\\u0000\"} | 422 | /body", "[] | 400 | unreadable", "{\"body\":1} | 400 | unreadable"})
    void whatCouldNotBeSavedIsNotShown(String body, int status, String said) {
        try (var staff = new Reader(port)) {
            var answer = staff.post(PATH, body, bearer("author"));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(said, "traceId");
        }
    }

    private static Map<String, @Nullable Object> read(byte[] json) {
        return JsonReader.readObject(json);
    }

    private static String[] bearer(String role) {
        return new String[]{"Authorization", "Bearer " + TestIdentity.shared().token("someone", role)};
    }
}
