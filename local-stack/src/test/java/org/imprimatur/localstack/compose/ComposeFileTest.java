package org.imprimatur.localstack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.localstack.compose.Project.SERVICES;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.localstack.backing.KafkaRights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ComposeFileTest {
    static final List<String> EACH_SERVICE = SERVICES;

    private final ComposeFile compose = ComposeFile.read();

    @ParameterizedTest
    @FieldSource("EACH_SERVICE")
    void aServiceIsReachedWhereItListens(String service) {
        List<String> listens = new ArrayList<>(List.of(Project.defaultOf(service, "SERVER_PORT")));
        if (service.equals("publishing-service")) {
            listens.addFirst(Project.defaultOf(service, "IMPRIMATUR_PUBLIC_PORT"));
        }
        assertThat(compose.innerPorts(service)).isEqualTo(listens);
        assertThat(compose.environment(service)).doesNotContainKeys("SERVER_PORT", "MANAGEMENT_SERVER_PORT",
                "IMPRIMATUR_PUBLIC_PORT");
    }

    @ParameterizedTest
    @FieldSource("EACH_SERVICE")
    void aServiceIsProbedAndMeasuredOnItsManagementPort(String service) {
        String management = Project.defaultOf(service, "MANAGEMENT_SERVER_PORT");
        assertThat(compose.probe(service)).containsExactly("CMD", "/app/ready", management);
        assertThat(Project.text("deploy/prometheus/prometheus.yml")).contains('"' + service + ":" + management + '"');
    }

    @ParameterizedTest
    @FieldSource("EACH_SERVICE")
    void everyVariableSetIsOneThatTheServiceReads(String service) {
        assertThat(Project.variablesReadBy(service)).containsAll(compose.environment(service).keySet());
    }

    @Test
    void theConsentServiceIsForwardedToWhereItListens() {
        assertThat(compose.environment("publishing-service")).containsEntry("IMPRIMATUR_CONSENT_URL",
                "http://consent-service:" + Project.defaultOf("consent-service", "IMPRIMATUR_VISITORS_PORT"));
    }

    @Test
    void onlyThePublicSiteIsOpenToTheNetwork() {
        List<String> open = compose.parts().stream().flatMap(part -> compose.ports(part).stream())
                .filter(port -> !port.startsWith("127.0.0.1:")).toList();
        assertThat(open).containsExactly("8080:8080");
    }

    @Test
    void brokerAndDatabaseHaveNoWayOut() {
        assertThat(Project.map(compose.section("networks").get("backing"))).containsEntry("internal", true);
        for (String part : List.of("kafka", "mongo")) {
            assertThat(compose.part(part)).containsEntry("networks", List.of("backing")).doesNotContainKey("ports");
        }
    }

    @Test
    void theBrokerKnowsItsUsersAsTheOneOfTheTestsDoesAndHearsNobodyElse() {
        Map<String, Object> kafka = compose.environment("kafka");
        KafkaRights.brokerSettings().forEach((name, value) -> assertThat(kafka).containsEntry(variable(name), value));
        assertThat(kafka).containsEntry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "LOCAL:PLAINTEXT,SERVICES:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        // What asks nobody who they are is heard on the container's own loopback address.
        assertThat(List.of(String.valueOf(kafka.get("KAFKA_LISTENERS")).split(",", -1))).isEqualTo(List.of(
                "SERVICES://:9092", "LOCAL://127.0.0.1:9094", "CONTROLLER://127.0.0.1:9093"));
        assertThat(Project.text("deploy/kafka/setup")).contains(":-127.0.0.1:9094}");
        assertThat(compose.part("kafka-setup")).containsEntry("network_mode", "service:kafka")
                .containsEntry("image", compose.part("kafka").get("image"));
        for (String user : KafkaRights.read().users()) {
            assertThat(compose.environment(user + "-service"))
                    .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                    .containsEntry("KAFKA_USERNAME", user).containsEntry("KAFKA_PASSWORD",
                            compose.environment("kafka-setup").get(user.toUpperCase(Locale.ROOT) + "_PASSWORD"));
        }
    }

    /** The image's rule: dots become underscores, and a hyphen three of them. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace("-", "___").replace('.', '_');
    }

    @Test
    void noSecretStandsInTheFile() {
        for (String part : compose.parts()) {
            compose.environment(part).forEach((name, value) -> {
                String written = String.valueOf(value);
                if (name.matches(".*(PASSWORD|SECRET|TOKEN).*")) {
                    assertThat(written).as(name).matches("\\$\\{[A-Z_]+:\\?[^}]+}");
                }
                if (name.endsWith("_KEY_FILE")) {
                    assertThat(written).as(name).startsWith("/run/secrets/");
                }
                assertThat(written).as(name).doesNotMatch("[a-z+]+://[^/@$]*:[^$@/][^@/]*@.*");
            });
        }
        assertThat(Project.text(".gitignore").lines()).contains(".env", "deploy/secrets/");
    }

    @Test
    void everyVariableToFillInIsExplainedInTheExampleAndHasNoValueThere() {
        String file = Project.text("docker-compose.yml");
        String example = Project.text(".env.example");
        assertThat(new TreeSet<>(Project.all("^([A-Z_]+)=$", example)))
                .isEqualTo(new TreeSet<>(Project.all("\\$\\{([A-Z_]+):\\?", file)));
        assertThat(new TreeSet<>(Project.all("^#([A-Z_]+)=", example)))
                .isEqualTo(new TreeSet<>(Project.all("\\$\\{([A-Z_]+):-", file)));
        assertThat(new TreeSet<>(Project.all("^#([A-Z_]+=.+)$", example)))
                .as("the example names the very values that apply without it")
                .isEqualTo(new TreeSet<>(Project.all("\\$\\{([A-Z_]+:-[^}]+)}", file).stream()
                        .map(value -> value.replace(":-", "=")).toList()));
    }

    @Test
    void theStartOrderHasNoCircleAndWaitsForNothingThatCannotBeTold() {
        for (String part : compose.parts()) {
            startsAfter(part, new HashSet<>());
            compose.waitsFor(part).forEach((other, how) -> {
                switch (String.valueOf(Project.map(how).get("condition"))) {
                    case "service_healthy" -> assertThat(compose.probe(other)).as(other).isNotEmpty();
                    case "service_completed_successfully" ->
                        assertThat(compose.part(other).get("restart")).as(other).isEqualTo("on-failure");
                    default -> throw new AssertionError(part + " only waits for " + other + " to be started");
                }
            });
        }
        for (String service : SERVICES) {
            assertThat(compose.waitsFor(service)).containsOnlyKeys("kafka", "kafka-setup", "mongo", "mongo-setup");
        }
    }

    private void startsAfter(String part, Set<String> waiting) {
        assertThat(waiting.add(part)).as("%s waits for itself: %s", part, waiting).isTrue();
        compose.waitsFor(part).keySet().forEach(other -> startsAfter(other, new HashSet<>(waiting)));
    }

    @Test
    void whateverIsMountedExists() {
        for (String part : compose.parts()) {
            ComposeFile.strings(compose.part(part).getOrDefault("volumes", List.of())).forEach(volume -> {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(Project.root().resolve(source)).as(part).exists();
                    assertThat(volume).endsWith(":ro");
                } else {
                    assertThat(compose.section("volumes")).containsKey(source);
                }
            });
            ComposeFile.strings(compose.part(part).getOrDefault("secrets", List.of()))
                    .forEach(secret -> assertThat(compose.section("secrets")).containsKey(secret));
        }
    }

    @Test
    void tokensCarryOneIssuerForBrowsersAndServices() {
        Object hostname = compose.environment("keycloak").get("KC_HOSTNAME");
        String realm = "/realms/" + Project.first("\"realm\": \"([^\"]+)\"",
                Project.text("deploy/keycloak/imprimatur-realm.json"));
        String inside = "http://keycloak:" + compose.environment("keycloak").get("KC_HTTP_PORT");
        for (String service : SERVICES) {
            assertThat(compose.environment(service)).containsEntry("IMPRIMATUR_ISSUER", hostname + realm)
                    .containsEntry("IMPRIMATUR_JWK_SET", inside + realm + "/protocol/openid-connect/certs");
        }
        assertThat(compose.ports("keycloak")).containsExactly("127.0.0.1:8090:8090");
        assertThat(Path.of("/opt/keycloak/data/import")).isEqualTo(Path.of(Project.first(
                "imprimatur-realm.json:([^:]+):ro", Project.text("docker-compose.yml"))).getParent());
    }
}
