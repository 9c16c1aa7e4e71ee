package org.imprimatur.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.localstack.backing.TestIdentity;
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

    @Autowired
    private RequestMappingHandlerMapping routes;
    @Autowired
    private MongoTemplate database;

    @TestFactory
    List<DynamicTest> visitorsAddressesNeedNoToken() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : List.of("/banner.js", "/choices", "/api/v1/notice", "/api/v1/notices/" + "x",
                "/api/v1/choices/mine", RECORD + "/receipt", "/.well-known/gpc.json", "/log/checkpoint", "/log/key",
                "/log/tile/0/000")) {
            tests.add(DynamicTest.dynamicTest(path,
                    () -> assertThat(get(path).statusCode()).isIn(200, 202, 404)));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> staffsAddressesAreForComplianceAlone() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : List.of("/api/v1/records", RECORD, "/api/v1/accesses", "/access-log/checkpoint",
                "/access-log/key",
                "/access-log/tile/0/000")) {
            tests.add(DynamicTest.dynamicTest(path + " without a token",
                    () -> assertThat(get(path).statusCode()).isEqualTo(401)));
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
        assertThat(send(request("/api/v1/records").method("HEAD", HttpRequest.BodyPublishers.noBody()).build())
                .statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNotThereIsNotFoundWhoeverAsks() {
        for (String path : List.of("/", "/actuator/health", "/api/v1/statistics", "/console", "/error", "/choices/1",
                "/log/nothing", "/api/v1/notice/nothing", "/banner.js/nothing")) {
            assertThat(get(path, as("carl", "compliance")).statusCode()).as(path).isEqualTo(404);
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(get("/log/../api/v1/records").statusCode()).isIn(400, 401);
    }

    @Test
    void aMethodThatIsNotTakenIsToldWhichOnesAre() {
        for (String path : List.of("/banner.js", "/api/v1/notice", "/api/v1/choices/mine", "/log/checkpoint",
                "/api/v1/records", RECORD)) {
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
                HttpResponse<String> refused = send(
                        request(path).method(method, HttpRequest.BodyPublishers.noBody()).build());
                assertThat(refused.statusCode()).as(method + " " + path).isEqualTo(405);
                assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
            }
        }
    }

    @Test
    void everyRouteRefusesWhatItCannotAnswerBeforeItDoesAnything() {
        String[] everybody = as("somebody", ROLES.toArray(String[]::new));
        long before = records();
        for (RequestMappingInfo route : routes.getHandlerMethods().keySet()) {
            for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                String path = route.getPatternValues().iterator().next().replace("{log:log|access-log}", "log")
                        .replace("**", "0/000").replaceAll("\\{[^}]*}", "x");
                assertThat(ask(method, path, route, "Accept", "image/png", everybody).statusCode()).as("%s", route)
                        .isEqualTo(406);
                for (String query : List.of("?subjcet=x", "?subject%5B$ne%5D=x", "?x%00=y", "?lang=en&lang=de")) {
                    HttpResponse<String> refused = ask(method, path + query, route, "Accept", "*/*", everybody);
                    assertThat(refused.statusCode()).as("%s", route).isEqualTo(400);
                }
            }
        }
        assertThat(records()).isEqualTo(before);
    }

    private HttpResponse<String> ask(RequestMethod method, String path, RequestMappingInfo route, String name,
            String value, String[] caller) {
        String type = route.getConsumesCondition().getConsumableMediaTypes().stream().findFirst()
                .map(MediaType::toString).orElse("application/json");
        boolean form = type.contains("form");
        String body = form ? "decision=accept&notice=" + notice() : JSON.writeValueAsString(choice(true, true, true));
        return send(request(path, caller).header(name, value).header("Content-Type", type)
                .method(method.name(), HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private long records() {
        return database.getCollection("records").countDocuments();
    }
}
