package org.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.starter.open.OpenServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The staff API: who may see what, and what there is to see. */
@ServiceTest
class DeskTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;
    @LocalManagementPort
    private int managementPort;
    @Autowired
    private OpenServer server;
    @Autowired
    private RequestMappingHandlerMapping routes;

    @ParameterizedTest
    @CsvSource({"/api/v1/editions", "/api/v1/editions/1", "/api/v1/dead-letters"})
    void onlyEditorsAndAdminsSeeWhatWasPublished(String path) {
        try (var staff = new Reader(port)) {
            await().atMost(SOON).until(() -> staff.get(path, bearer("admin")).statusCode() == 200);
            assertThat(staff.get(path, bearer("editor")).statusCode()).isEqualTo(200);
            assertThat(staff.get(path).statusCode()).isEqualTo(401);
            for (var role : new String[]{"author", "legal", "compliance", "reader"}) {
                assertThat(staff.get(path, bearer(role)).statusCode()).as(role).isEqualTo(403);
            }
            var expired = TestIdentity.shared().expiredToken("ada", "admin");
            assertThat(staff.get(path, "Authorization", "Bearer " + expired).statusCode()).isEqualTo(401);
            var forged = TestIdentity.shared().forgedToken("ada", "admin");
            assertThat(staff.get(path, "Authorization", "Bearer " + forged).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/editions/999999,404", "/api/v1/editions/abc,400", "/api/v1/editions?limit=abc,400",
        "/api/v1/editions?limit=0x10,400", "/api/v1/editions?before=%2B5,400",
        "/api/v1/editions?limit=,400", "/api/v1/editions/0x1,400", "/api/v1/dead-letters?limit=05,400",
        "/api/v1/candidates,404", "/,404",
        "/api/v1/editions?limit=0,400", "/api/v1/editions?limit=101,400", "/api/v1/editions?before=0,400",
        "/api/v1/dead-letters?limit=-1,400", "/api/v1/dead-letters?limit=201,400"})
    void whatIsNotThereIsAProblemDocument(String path, int status) {
        try (var staff = new Reader(port)) {
            var answer = staff.get(path, bearer("admin"));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
    }

    @Test
    void everyRouteRefusesWhatItCannotAnswerBeforeItDoesAnything() {
        try (var staff = new Reader(port)) {
            for (var route : routes.getHandlerMethods().keySet()) {
                for (var method : route.getMethodsCondition().getMethods()) {
                    var path = route.getPatternValues().iterator().next().replaceAll("\\{[^}]*}", "1");
                    var token = bearer("admin");
                    assertThat(staff.ask(method.name(), path, "Accept", "text/html", "Content-Type", "application/json",
                            token[0], token[1]).statusCode())
                            .as("%s", route).isEqualTo(406);
                    for (var query : new String[]{"?limti=1", "?limit%5B0%5D=1", "?limit=1&limit=1", "?x%00=y"}) {
                        assertThat(staff.ask(method.name(), path + query, "Content-Type", "application/json", token[0],
                                token[1]).statusCode()).as("%s", route)
                                .isEqualTo(400);
                    }
                    assertThat(staff.ask("TRACE", path, token).statusCode()).as("%s", route).isEqualTo(405);
                }
            }
        }
    }

    @Test
    void aDeadLetterIsListedWithItsReasonAndAnEditionWithItsCauses() throws Exception {
        try (var newsroom = new Newsroom(); var staff = new Reader(port); var reader = new Reader(server.port())) {
            var key = "poison-" + Newsroom.newId();
            newsroom.send(key, "org.imprimatur.article.approved.v1", "{}".getBytes(StandardCharsets.UTF_8));
            var id = Newsroom.newId();
            newsroom.send(Newsroom.approved(id, 1, "listed"));

            await().atMost(SOON).until(() -> reader.status("/articles/listed") == 200);
            await().atMost(SOON).untilAsserted(() -> assertThat(body(staff, "/api/v1/dead-letters?limit=200"))
                    .contains(key, "required property 'articleId' not found"));
            assertThat(body(staff, "/api/v1/editions")).contains(id, "/articles/listed", "\"by\":\"edith\"")
                    .doesNotContain("A first paragraph");
            try (var management = new Reader(managementPort)) {
                assertThat(management.text("/actuator/health/readiness")).contains("UP");
                assertThat(management.text("/actuator/health")).contains("\"workers\"", "\"editions\"",
                        "\"consumer of imprimatur.articles\"");
                assertThat(management.text("/actuator/prometheus")).contains("imprimatur_editions_total",
                        "imprimatur_release_duration_seconds", "imprimatur_approve_to_live_seconds",
                        "imprimatur_dead_letters_total",
                        "imprimatur_worker_overdue_seconds", "imprimatur_worker_errors_total");
            }
        }
    }

    private static String body(Reader staff, String path) {
        return new String(staff.get(path, bearer("admin")).body(), StandardCharsets.UTF_8);
    }

    private static String[] bearer(String role) {
        return new String[]{"Authorization", "Bearer " + TestIdentity.shared().token("someone", role)};
    }
}
