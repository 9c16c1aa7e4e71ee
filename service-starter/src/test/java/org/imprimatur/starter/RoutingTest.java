package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What can't be answered as asked is refused before anything is done. */
class RoutingTest extends RunningSample {
    @Autowired
    private SampleApplication.Notes notes;

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/*;q=0.5", "application/json;q=0", "nonsense",
        "application/json;q=0, */*", "*/*;q=0"})
    void whatCannotBeAnsweredInTheFormAskedForIsNotDone(String accept) throws Exception {
        int before = notes.deeds();
        assertProblem(HTTP.send(request("/open/notes").header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"a\",\"stars\":1}"))
                .build(), BodyHandlers.ofString()), 406, "not-acceptable");
        assertProblem(HTTP.send(request("/open/searches").header("Accept", accept).build(), BodyHandlers.ofString()),
                406, "not-acceptable");
        assertThat(notes.deeds()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "text/html, application/*;q=0.1", "*/*;q=0, application/json"})
    void whatCanBeAnsweredIs(String accept) throws Exception {
        assertThat(HTTP.send(request("/open/searches?word=a&limit=5&tag=a&tag=b&least=1").header("Accept", accept)
                .build(), BodyHandlers.ofString()).body()).contains("\"limit\":5", "\"tags\":2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrod=a            | wrod
            word[$ne]=a       | word[$ne]
            word%5B0%5D=a     | word[0]
            word.x=a          | word.x
            word=a&word=a     | word
            limit=1&limit=2   | limit
            limit=many        | limit
            least=a           | least
            least[0]=1        | least[0]
            limit=            | limit
            limit             | limit
            limit=0x10        | limit
            limit=%2B5        | limit
            limit=+5          | limit
            limit=010         | limit
            limit=%205        | limit
            limit=5.0         | limit
            limit=%D9%A5      | limit
            limit=99999999999 | limit
            least=0x10        | least
            least=            | least
            word=%00          | word
            word=a%0Ab        | word
            word=%C2%85       | word
            tag=a&tag=%7F     | tag
            %00=a             | \ufffd
            =a                | ''
            word=%            | word
            word=%zz          | word
            word=%ff          | word
            word=<            | word
            word=a"b          | word
            word=a\\b         | word
            word=ü            | word
            """)
    void aParameterThatIsNotTakenIsNamed(String query, String name) throws Exception {
        int before = notes.deeds();
        String answer = raw(
                "GET /open/searches?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ");
        JsonNode problem = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.at("/type").asString()).isEqualTo("urn:imprimatur:problem:invalid-parameter");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(name);
        assertThat(notes.deeds()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Encoding | gzip                           | 415
            Content-Encoding | identity, br                   | 415
            Content-Encoding | nonsense                       | 415
            Content-Encoding | identity                       | 200
            Content-Type     | application/json;charset=utf-8 | 200
            Content-Type     | application/json;charset="UTF-8" | 200
            Content-Type     | application/json;charset=utf-16 | 415
            Content-Type     | application/json;charset=iso-8859-1 | 415
            Content-Type     | application/json;charset=us-ascii | 415
            Content-Type     | application/json;charset=nonsense | 415
            Content-Type     | application/json;charset=      | 415
            """)
    void aBodyIsTakenUnpackedAndInUtf8Alone(String field, String value, int status) throws Exception {
        int before = notes.deeds();
        HttpResponse<String> answer = HTTP.send(request("/open/notes").header("Content-Type", "application/json")
                .setHeader(field, value).POST(BodyPublishers.ofString("{\"text\":\"a\",\"stars\":1}")).build(),
                BodyHandlers.ofString());
        if (status == 415) {
            assertProblem(answer, 415, "unsupported-media-type");
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(notes.deeds() - before).isEqualTo(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "c181", "e08080", "eda080", "f0808080", "f4908080", "f8", "ff", "c3", "80", "fffe"})
    void aBodyThatIsNoUtf8IsRefused(String hex) throws Exception {
        int before = notes.deeds();
        byte[] start = "{\"text\":\"a".getBytes(StandardCharsets.UTF_8);
        byte[] end = "\",\"stars\":1}".getBytes(StandardCharsets.UTF_8);
        byte[] wrong = HexFormat.of().parseHex(hex);
        assertProblem(HTTP.send(request("/open/notes").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArrays(List.of(start, wrong, end))).build(), BodyHandlers.ofString()), 400,
                "unreadable-body");
        assertThat(notes.deeds()).isEqualTo(before);
    }

    @Test
    void aBodyInAnotherEncodingOfUnicodeIsNotGuessedAt() throws Exception {
        int before = notes.deeds();
        for (Charset other : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
            assertProblem(HTTP.send(request("/open/notes").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"text\":\"a\",\"stars\":1}", other)).build(),
                    BodyHandlers.ofString()), 400, "unreadable-body");
        }
        assertThat(notes.deeds()).isEqualTo(before);
        // A mark at the start is no part of the words; whoever writes one means UTF-8.
        assertThat(post("\ufeff{\"text\":\"a\",\"stars\":1}", "application/json").statusCode()).isEqualTo(200);
    }

    @Test
    void everyParameterThatIsNotTakenIsNamedAtOnceAndNoneAtLength() throws Exception {
        JsonNode problem = JSON.readTree(get("/open/searches?wrod=a&limt=1&" + "x".repeat(3_000) + "=1", "").body());
        assertThat(problem.at("/errors").valueStream().map(error -> error.at("/pointer").asString())).hasSize(3)
                .contains("wrod", "limt").allMatch(name -> name.length() < 100);
    }

    @Test
    void aRouteWithoutParametersTakesNoneInItsAddress() throws Exception {
        int before = notes.deeds();
        HttpResponse<String> refused = HTTP.send(request("/open/notes?dry-run=true")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"a\",\"stars\":1}"))
                .build(), BodyHandlers.ofString());
        assertProblem(refused, 400, "invalid-parameter");
        assertThat(refused.body()).contains("dry-run");
        assertThat(notes.deeds()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', nullValues = "-", textBlock = """
            - word=a 200
            - word=a&word=b 400
            - word=a&wrod=b 400
            - word=%00 400
            - word=% 400
            word=a - 400
            word=a word=a 400
            other=a word=a 400
            """)
    void theFieldsOfAFormAreNotParametersOfItsAddress(String query, String form, int status) throws Exception {
        int before = notes.deeds();
        HttpResponse<String> answer = HTTP.send(request("/open/forms" + (query == null ? "" : "?" + query))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form == null ? "" : form)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(notes.deeds() - before).isEqualTo(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /open/notes    | POST
            /open/searches | GET, HEAD
            /editors       | GET, HEAD
            """)
    void aMethodThatIsNotTakenIsToldWhichOnesAre(String path, String allowed) throws Exception {
        for (String method : new String[]{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND",
            "get"}) {
            if (!allowed.contains(method)) {
                HttpResponse<String> refused = HTTP.send(request(path).method(method, BodyPublishers.noBody())
                        .header("Access-Control-Request-Method", "GET").build(), BodyHandlers.ofString());
                assertProblem(refused, 405, "method-not-allowed");
                assertThat(refused.headers().allValues("Allow")).as(method).containsExactly(allowed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/anything", "/open", "/open/", "/open/nothing", "/open/notes/", "/open/notes/1",
        "/open/invalid/below", "/editors/1", "/error", "/actuator/health"})
    void whatIsNotThereIsNotFoundWhateverTheTokenAndTheMethod(String path) throws Exception {
        for (String token : new String[]{"", signed(claims("admin")), signed(claims("editor"))}) {
            assertProblem(get(path, token), 404, "not-found");
        }
        for (String method : new String[]{"POST", "DELETE", "OPTIONS", "TRACE"}) {
            assertProblem(HTTP.send(request(path).method(method, BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString()), 404, "not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/%00", "/open/%01", "/open/a%7Fb", "/open/%C2%85", "/open/%0A", "/open/%ff",
        "/open/%", "/open/notes;x=1", "/open//notes"})
    void anAddressThatIsNoneIsABadRequest(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /open/notes HTTP/1.2", "GET /open/notes HTTP/0.9", "GET /open/notes HTTP/3.0",
        "GET /open/notes HTTPS/1.1", "GET /open/notes HTTP/1.1.1", "GET /open/notes", "nonsense"})
    void aProtocolThatIsNotSpokenIsTheClientsMistake(String line) throws Exception {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }

    @Test
    void aHeadIsAnsweredWhereAGetIs() throws Exception {
        HttpResponse<String> head = HTTP.send(request("/open/searches").method("HEAD", BodyPublishers.noBody()).build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(head.statusCode()).isEqualTo(200);
    }
}
