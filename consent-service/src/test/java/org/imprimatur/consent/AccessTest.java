package org.imprimatur.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Route;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address, asked by everyone. */
class AccessTest extends RunningService {
    private static final String RECORD = "/api/v1/records/019ab000-0000-7000-8000-000000000000";
    private static final List<String> ROLES = List.of("author", "editor", "legal", "compliance", "admin");

    private static final List<String> VISITORS = List.of("/banner.js", "/choices", "/api/v1/notice",
            "/api/v1/notices/x", "/api/v1/choices/mine", RECORD + "/receipt", "/.well-known/gpc.json",
            "/log/checkpoint", "/log/key", "/log/tile/0/000");
    private static final List<String> STAFFS = List.of("/api/v1/records", RECORD, "/api/v1/accesses",
            "/api/v1/erasures", "/api/v1/erasure-requests", "/api/v1/subject-keys", "/api/v1/statistics",
            "/api/v1/export?format=csv",
            "/api/v1/notice-drafts", "/api/v1/notice-drafts/x", "/api/v1/notice-publications", "/access-log/checkpoint",
            "/access-log/key", "/access-log/tile/0/000");

    @Autowired
    private RequestMappingHandlerMapping staff;
    @Autowired
    private List<OpenRoutes> visitors;
    @Autowired
    private MongoTemplate database;

    @TestFactory
    List<DynamicTest> visitorsAddressesNeedNoTokenAndAreAtTheVisitorsPortAlone() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : VISITORS) {
            tests.add(DynamicTest.dynamicTest(path, () -> {
                assertThat(get(path).statusCode()).isIn(200, 202, 404);
                assertThat(send(request(atStaff(path)).GET().build()).statusCode()).isEqualTo(401);
                assertThat(get(path, as("carl", "compliance")).statusCode()).isEqualTo(404);
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> staffsAddressesAreForComplianceAloneAndAreAtNoOtherPort() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : STAFFS) {
            tests.add(DynamicTest.dynamicTest(path + " without a token",
                    () -> assertThat(send(request(atStaff(path)).GET().build()).statusCode()).isEqualTo(401)));
            tests.add(DynamicTest.dynamicTest(path + " at the visitors' port", () -> {
                assertThat(get(path).statusCode()).isEqualTo(404);
                assertThat(send(request(at(path), as("carl", "compliance")).GET().build()).statusCode())
                        .isEqualTo(404);
            }));
            for (String role : ROLES) {
                tests.add(DynamicTest.dynamicTest(path + " as " + role, () -> {
                    int status = get(path, as("someone", role)).statusCode();
                    if (role.equals("compliance")) {
                        assertThat(status).isIn(200, 404);
                    } else {
                        assertThat(status).isEqualTo(403);
                    }
                }));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> staffsDeedsAreForComplianceAlone() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : List.of(RECORD + "/erasure", "/api/v1/erasures", "/api/v1/erasure-requests/x/done",
                "/api/v1/subject-keys/2026-Q1/destruction",
                "/api/v1/notice-drafts", "/api/v1/notice-drafts/x/approval", "/api/v1/notice-drafts/x/publication")) {
            tests.add(DynamicTest.dynamicTest(path + " without a token",
                    () -> assertThat(post(atStaff(path), "{}").statusCode()).isEqualTo(401)));
            tests.add(DynamicTest.dynamicTest(path + " at the visitors' port",
                    () -> assertThat(post(at(path), "{}", as("carl", "compliance")).statusCode()).isEqualTo(404)));
            for (String role : ROLES) {
                tests.add(DynamicTest.dynamicTest(path + " as " + role,
                        () -> assertThat(post(path, "{}", as("someone", role)).statusCode())
                                .isIn(role.equals("compliance") ? List.of(422, 404) : List.of(403))));
            }
        }
        return tests;
    }

    @Test
    void aTokenThatIsNotGoodGivesNoRights() {
        for (String token : List.of(TestIdentity.shared().expiredToken("carl", "compliance"),
                TestIdentity.shared().forgedToken("carl", "compliance"),
                TestIdentity.shared().tokenForAudience("elsewhere", "carl", "compliance"), "nonsense")) {
            assertThat(get("/api/v1/records", "Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatCanBeReadCanBeAskedFor() {
        assertThat(send(request("/log/key").method("HEAD", HttpRequest.BodyPublishers.noBody()).build()).statusCode())
                .isEqualTo(200);
        assertThat(send(request(atStaff("/api/v1/records")).method("HEAD", HttpRequest.BodyPublishers.noBody()).build())
                .statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNotThereIsNotFoundWhoeverAsks() {
        for (String path : List.of("/", "/actuator/health", "/api/v1/statistics/x", "/console", "/error", "/choices/1",
                "/choices/", "//choices", "/%63hoices", "/log/nothing", "/api/v1/notice/nothing",
                "/banner.js/nothing", "/choices;x=1", "/log/../choices")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            HttpResponse<String> staff = get(path, as("carl", "compliance"));
            assertThat(staff.statusCode()).as(path).isIn(400, 404);
            assertThat(send(request(atStaff(path)).GET().build()).statusCode()).as(path).isIn(400, 401);
        }
        assertThat(send(request(atStaff("/log/../api/v1/records")).GET().build()).statusCode()).isIn(400, 401);
    }

    @Test
    void aMethodThatIsNotTakenIsToldWhichOnesAre() {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")) {
            for (String path : List.of("/banner.js", "/api/v1/notice", "/api/v1/choices/mine", "/log/checkpoint")) {
                assertRefusedAsMethod(request(path), method, "GET, HEAD");
            }
            for (String path : List.of("/api/v1/records", RECORD)) {
                assertRefusedAsMethod(request(path, as("carl", "compliance")), method, "GET, HEAD");
            }
        }
        assertRefusedAsMethod(request("/choices"), "DELETE", "GET, HEAD, POST");
        assertRefusedAsMethod(request("/api/v1/choices"), "GET", "POST");
    }

    private void assertRefusedAsMethod(HttpRequest.Builder request, String method, String allowed) {
        HttpResponse<String> refused = send(request.method(method, HttpRequest.BodyPublishers.noBody()).build());
        assertThat(refused.statusCode()).as(method + " " + refused.uri()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains(allowed);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aQuestionAboutTheServerItselfIsAnsweredWithADocument() throws IOException {
        for (int port : List.of(at("/").getPort(), atStaff("/").getPort())) {
            assertThat(raw(port, "OPTIONS * HTTP/1.1")).startsWith("HTTP/1.1 4").contains("application/problem+json",
                    "\"traceId\"");
        }
    }

    @Test
    void everyAnswerToVisitorsCarriesWhatProtectsThemAndLetsNoOtherSiteRead() {
        for (String path : List.of("/banner.js", "/choices", "/api/v1/notice", "/nothing", "/choices?x=y")) {
            HttpResponse<String> answer = get(path, "Origin", "https://elsewhere.example");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void everyStaffRouteRefusesWhatItCannotAnswerBeforeItDoesAnything() {
        String[] everybody = as("somebody", ROLES.toArray(String[]::new));
        long before = records();
        for (RequestMappingInfo route : staff.getHandlerMethods().keySet()) {
            for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                String path = route.getPatternValues().iterator().next().replace("**", "0/000")
                        .replaceAll("\\{[^}]*}", "x");
                MediaType type = route.getConsumesCondition().getConsumableMediaTypes().stream().findFirst()
                        .orElse(MediaType.APPLICATION_JSON);
                assertRefusesWhatItCannotAnswer(method.name(), path, type, everybody);
            }
        }
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void everyVisitorsRouteRefusesWhatItCannotAnswerBeforeItDoesAnything() {
        long before = records();
        for (Route route : visitors.stream().flatMap(feature -> feature.routes().stream()).toList()) {
            MediaType type = route.consumes() == null ? MediaType.APPLICATION_JSON : route.consumes();
            assertRefusesWhatItCannotAnswer(route.method().asString(), route.path().replace("*", "0"), type);
        }
        assertThat(records()).isEqualTo(before);
    }

    private void assertRefusesWhatItCannotAnswer(String method, String path, MediaType type, String... caller) {
        for (String accept : List.of("image/png", "image/*, */*;q=0", "nonsense;;;")) {
            assertThat(ask(method, path, type, accept, caller).statusCode()).as("%s %s", method, path).isEqualTo(406);
        }
        for (String query : List.of("?subjcet=x", "?subject%5B$ne%5D=x", "?x%00=y", "?lang=en&lang=de", "?lang=%FF")) {
            assertThat(ask(method, path + query, type, "*/*", caller).statusCode()).as("%s %s", method, path)
                    .isEqualTo(400);
        }
    }

    private HttpResponse<String> ask(String method, String path, MediaType type, String accept, String[] caller) {
        boolean form = type.equals(MediaType.APPLICATION_FORM_URLENCODED);
        String body = form ? "decision=accept&notice=" + notice() : JSON.writeValueAsString(choice(true, true, true));
        return send(request(path, caller).header("Accept", accept).header("Content-Type", type.toString())
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private long records() {
        return database.getCollection("records").countDocuments();
    }

    private static String raw(int port, String line) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((line + "\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
