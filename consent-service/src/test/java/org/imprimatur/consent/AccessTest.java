package org.imprimatur.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.localstack.backing.TestIdentity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every address, asked by everyone. */
class AccessTest extends RunningService {
    private static final String RECORD = "/api/v1/records/019ab000-0000-7000-8000-000000000000";
    private static final List<String> ROLES = List.of("author", "editor", "legal", "compliance", "admin");

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
        for (String path : List.of("/api/v1/records", RECORD, "/access-log/checkpoint", "/access-log/key",
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
    void whateverNoRuleOpensIsClosed() {
        for (String path : List.of("/", "/actuator/health", "/api/v1/statistics", "/console", "/log/../api/v1/records",
                "/error")) {
            assertThat(get(path, as("carl", "compliance")).statusCode()).as(path).isIn(400, 403, 404);
            assertThat(get(path).statusCode()).as(path).isIn(400, 401, 404);
        }
        assertThat(send(request("/api/v1/records", as("carl", "compliance"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build()).statusCode()).isEqualTo(403);
    }
}
