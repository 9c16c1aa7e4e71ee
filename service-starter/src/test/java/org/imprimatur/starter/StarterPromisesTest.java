package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What every service inherits: problem documents, roles, and health without a database or a broker in reach. */
@SuppressWarnings("JavaUtilDate") // the token library takes no other kind of time
class StarterPromisesTest extends RunningSample {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text":"a","stars":1}x    | 400 | unreadable-body
            {"text":"a","stars":       | 400 | unreadable-body
            {"text":"a","colour":"b"}  | 400 | unreadable-body
            {"text":"a","stars":"1"}   | 400 | unreadable-body
            {"text":5,"stars":1}       | 400 | unreadable-body
            {"text":true,"stars":1}    | 400 | unreadable-body
            {"text":"a","text":"b"}    | 400 | unreadable-body
            {"text":"a"}               | 400 | unreadable-body
            ''                         | 400 | unreadable-body
            """)
    void aBodyThatCannotBeReadIsAProblemDocument(String body, int status, String slug) throws Exception {
        assertProblem(post(body, "application/json"), status, slug);
    }

    @Test
    void anUnknownFieldIsNamedByItsPointer() throws Exception {
        JsonNode problem = JSON.readTree(post("{\"text\":\"a\",\"stars\":1,\"a/b\":2}", "application/json").body());
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/a~1b");
    }

    @Test
    void aBodyOverTheLimitIsRefusedDeclaredOrNot() throws Exception {
        byte[] large = ("{\"text\":\"" + "a".repeat(10_000_000) + "\",\"stars\":1}").getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = request("/open/notes").header("Content-Type", "application/json");
        var undeclared = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        assertProblem(HTTP.send(request.POST(undeclared).build(), BodyHandlers.ofString()), 413, "too-large");
        assertProblem(post("[" + "1,".repeat(600_000) + "1]", "application/json"), 413, "too-large");
    }

    @Test
    void addressesMethodsAndMediaTypesThatAreNotServedAreProblemDocuments() throws Exception {
        assertProblem(get("/open/nothing", ""), 404, "not-found");
        assertProblem(get("/open/notes", ""), 405, "method-not-allowed");
        assertProblem(post("<note/>", "application/xml"), 415, "unsupported-media-type");
        assertProblem(get("/open/%2e%2e%2fsecret", ""), 400, "bad-request");
        assertProblem(get("/open//invalid", ""), 400, "bad-request");
    }

    @Test
    void invalidInputNamesEveryFault() throws Exception {
        HttpResponse<String> response = get("/open/invalid", "");
        assertProblem(response, 422, "invalid-input");
        assertThat(JSON.readTree(response.body()).at("/errors/0/pointer").asString()).isEqualTo("/text");
    }

    @Test
    void anOutageSaysTryAgainAndABugSaysNothingOfItsInside() throws Exception {
        HttpResponse<String> outage = get("/open/outage", "");
        assertProblem(outage, 503, "storage-unavailable");
        assertThat(outage.headers().firstValue("Retry-After")).contains("2");
        HttpResponse<String> bug = get("/open/bug", "");
        assertProblem(bug, 500, "internal");
        assertThat(bug.body()).doesNotContain("swordfish");
    }

    @Test
    void onlyATokenOfTheRightRoleOpensAnAddress() throws Exception {
        assertProblem(get("/editors", ""), 401, "unauthenticated");
        assertProblem(get("/editors", "Bearer rubbish"), 401, "unauthenticated");
        assertProblem(get("/editors", bearer(new PlainJWT(claims("editor").build()).serialize())), 401,
                "unauthenticated");
        assertProblem(get("/editors", signed(claims("editor").expirationTime(new Date(0)))), 401, "unauthenticated");
        assertProblem(get("/editors", signed(claims("editor").audience("another"))), 401, "unauthenticated");
        assertProblem(get("/editors", signed(claims("editor").issuer("http://elsewhere"))), 401, "unauthenticated");
        assertProblem(get("/editors", signed(claims("author"))), 403, "forbidden");
        assertThat(get("/editors", signed(claims("editor"))).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNoRuleNamesIsRefusedEvenToAnAdmin() throws Exception {
        assertProblem(get("/forgotten", signed(claims("admin"))), 403, "forbidden");
    }

    @Test
    void theSectionsClaimLimitsAndItsAbsenceDoesNot() throws Exception {
        JsonNode limited = JSON
                .readTree(get("/editors", signed(claims("editor").claim("sections", List.of("art")))).body());
        assertThat(limited.get("law").asBoolean()).isFalse();
        JsonNode malformed = JSON.readTree(get("/editors", signed(claims("editor").claim("sections", "law"))).body());
        assertThat(malformed.get("every").asBoolean()).isFalse();
        JsonNode all = JSON.readTree(get("/editors", signed(claims("editor"))).body());
        assertThat(all.get("law").asBoolean()).isTrue();
    }

    @Test
    void healthTellsDatabaseAndBrokerApartAndStaysUpWithoutThem() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + managementPort + "/actuator/health")).build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode health = JSON.readTree(response.body());
        assertThat(health.at("/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/database/status").asString()).isEqualTo("DOWN");
        assertThat(health.at("/components/broker/status").asString()).isEqualTo("DOWN");
        assertThat(health.at("/components/workers/status").asString()).isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource({"/actuator/nothing", "/nothing", "/", "/api/v1/articles", "/actuator/env", "/actuator/health/nothing",
        "/actuator/prometheus/x", "/open/notes", "/error"})
    void theManagementPortSaysThatWhatIsNotThereIsNotThere(String path) throws Exception {
        assertThat(HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).build(),
                BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        assertThat(HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString()).statusCode()).isIn(404, 405);
        assertThat(managed("/actuator/prometheus")).contains("jvm_");
    }
}
