package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.localstack.backing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Every route for every role. A route that isn't in the table is closed, and what is no route is told apart. */
class AccessTest extends RunningService {
    private static final List<String> ROLES = List.of("author", "editor", "legal", "compliance", "admin", "stranger");

    /** Each column is what that role gets on an article that anna wrote; the author of the table is another one. */
    private static final String TABLE = """
            GET    | /api/v1/articles                               | 200 | 200 | 200 | 403 | 200 | 403
            GET    | /api/v1/articles/{id}                          | 404 | 200 | 200 | 403 | 200 | 403
            GET    | /api/v1/articles/{id}/history                  | 404 | 200 | 200 | 403 | 200 | 403
            GET    | /api/v1/articles/{id}/revisions                | 404 | 200 | 200 | 403 | 200 | 403
            GET    | /api/v1/articles/{id}/revisions/1              | 404 | 200 | 200 | 403 | 200 | 403
            POST   | /api/v1/articles                               | 201 | 201 | 403 | 403 | 403 | 403
            PUT    | /api/v1/articles/{id}                          | 404 | 200 | 403 | 403 | 403 | 403
            PATCH  | /api/v1/articles/{id}                          | 405 | 405 | 405 | 405 | 405 | 405
            DELETE | /api/v1/articles/{id}                          | 405 | 405 | 405 | 405 | 405 | 405
            POST   | /api/v1/articles/{id}/actions/submit           | 404 | 200 | 403 | 403 | 403 | 403
            POST   | /api/v1/articles/{id}/actions/approve          | 404 | 409 | 403 | 403 | 403 | 403
            POST   | /api/v1/articles/{id}/actions/reject           | 404 | 409 | 403 | 403 | 403 | 403
            POST   | /api/v1/articles/{id}/actions/revoke-approval  | 404 | 409 | 403 | 403 | 403 | 403
            POST   | /api/v1/articles/{id}/actions/withdraw         | 404 | 409 | 403 | 403 | 403 | 403
            POST   | /api/v1/articles/{id}/actions/take-down        | 404 | 403 | 409 | 403 | 403 | 403
            POST   | /api/v1/articles/{id}/actions/discard          | 404 | 200 | 403 | 403 | 403 | 403
            GET    | /                                              | 404 | 404 | 404 | 404 | 404 | 404
            GET    | /actuator/health                               | 404 | 404 | 404 | 404 | 404 | 404
            GET    | /anything                                      | 404 | 404 | 404 | 404 | 404 | 404
            """;

    @Autowired
    private RequestMappingHandlerMapping routes;
    @Autowired
    private MongoClient database;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void aRouteAnswersToItsRolesAndToNoOther(String method, String path, int author, int editor, int legal,
            int compliance, int admin, int stranger) {
        List<Integer> expected = List.of(author, editor, legal, compliance, admin, stranger);
        for (int i = 0; i < ROLES.size(); i++) {
            Person person = person("somebody", ROLES.get(i));
            Person.Answer written = anna().write("Access " + UUID.randomUUID());
            String address = path.replace("{id}", written.id());
            assertThat(person.send(method, address, body(method, path), "If-Match", written.tag()).status())
                    .as("%s %s as %s", method, path, ROLES.get(i)).isEqualTo(expected.get(i));
        }
        Person nobody = new Person("http://localhost:" + port(), "");
        assertThat(nobody.send(method, path.replace("{id}", "x"), body(method, path)).status()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsNotOursOpensNothing() {
        TestIdentity identity = TestIdentity.shared();
        for (String token : List.of(identity.expiredToken("anna", "author"), identity.forgedToken("anna", "author"),
                identity.tokenForAudience("another", "anna", "author"), "nonsense")) {
            Person.Answer refused = new Person("http://localhost:" + port(), token).get("/api/v1/articles");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("content-type")).startsWith("application/problem+json");
        }
    }

    @Test
    void theSectionsOfATokenLimitWhereItsBearerWritesAndReads() {
        Person limited = new Person("http://localhost:" + port(),
                TestIdentity.shared().token("ed", List.of("editor"), List.of("alerts")));
        assertThat(limited.write("In cases").status()).isEqualTo(403);
        assertThat(limited.post("/api/v1/articles", Map.of("headline", "In alerts", "section", "alerts")).status())
                .isEqualTo(201);
        assertThat(limited.get("/api/v1/articles/" + anna().write("Not theirs").id()).status()).isEqualTo(404);
    }

    @Test
    void everyRouteRefusesWhatItCannotAnswerBeforeItDoesAnything() {
        Person everybody = person("somebody", ROLES.toArray(String[]::new));
        long before = entries();
        int tried = 0;
        for (RequestMappingInfo route : routes.getHandlerMethods().keySet()) {
            for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                String path = route.getPatternValues().iterator().next().replaceAll("\\{[^}]*}", "x");
                String body = body(method.name(), path);
                assertThat(everybody.send(method.name(), path, body, "Accept", "text/html").status()).as("%s", route)
                        .isEqualTo(406);
                for (String query : List.of("stat=DRAFT", "state%5B$ne%5D=DRAFT", "x%00=y", "id=1&id=2")) {
                    Person.Answer refused = everybody.send(method.name(), path + "?" + query, body);
                    assertThat(refused.status()).as("%s", route).isEqualTo(400);
                    assertThat(refused.body().at("/errors/0/pointer").isString()).isTrue();
                }
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(6);
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void everyRouteOfTheApplicationStandsInTheTable() {
        List<String[]> rows = TABLE.lines().map(row -> row.replace("{id}", "x").split("\\s*\\|\\s*")).toList();
        for (RequestMappingInfo route : routes.getHandlerMethods().keySet()) {
            for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                for (PathPattern pattern : Objects.requireNonNull(route.getPathPatternsCondition()).getPatterns()) {
                    assertThat(rows).as("rows for %s %s", method, pattern).anyMatch(row -> row[0].strip().equals(
                            method.name()) && pattern.matches(PathContainer.parsePath(row[1])));
                }
            }
        }
    }

    private long entries() {
        return database.getDatabase(DATABASE).getCollection("article_log").countDocuments();
    }

    private static String body(String method, String path) {
        if (method.equals("GET") || method.equals("DELETE")) {
            return "";
        }
        if (!path.contains("/actions/")) {
            return "{\"headline\":\"Access " + UUID.randomUUID() + "\",\"section\":\"cases\",\"body\":\"Other words\"}";
        }
        return path.endsWith("reject") || path.endsWith("withdraw") || path.endsWith("take-down")
                ? "{\"reason\":\"because\"}"
                : "{}";
    }
}
