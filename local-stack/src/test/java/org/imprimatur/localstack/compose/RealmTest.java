package org.imprimatur.localstack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.localstack.compose.Project.list;
import static org.imprimatur.localstack.compose.Project.map;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imprimatur.localstack.identity.Person;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.Test;

/** Keycloak's realm against the newsroom of the local stack and against what the services read of a token. */
class RealmTest {
    private final String text = Project.text("deploy/keycloak/imprimatur-realm.json");
    private final Map<String, Object> realm = map(JsonReader.read(text));

    @Test
    void theRealmKnowsTheSamePeopleWithTheSameRoles() {
        Map<String, Set<String>> expected = new TreeMap<>();
        Person.newsroom().forEach(person -> expected.put(person.name(), person.roles()));
        Map<String, Set<String>> people = new TreeMap<>();
        rows(realm, "users").forEach(user -> people.put(String.valueOf(user.get("username")),
                new TreeSet<>(ComposeFile.strings(user.get("realmRoles")))));
        assertThat(people).isEqualTo(expected);
    }

    @Test
    void everyRoleIsOneThatTheServicesKnow() {
        List<String> roles = rows(map(realm.get("roles")), "realm").stream()
                .map(role -> String.valueOf(role.get("name"))).toList();
        String known = Project.text("service-starter/src/main/java/org/imprimatur/starter/security/Role.java");
        assertThat(roles).isNotEmpty().allSatisfy(role -> assertThat(known).containsIgnoringCase(" " + role));
    }

    @Test
    void everyClientsTokensCarryAudienceSubjectRolesAndSections() {
        Map<String, Object> scope = rows(realm, "clientScopes").getFirst();
        List<String> claims = rows(scope, "protocolMappers").stream()
                .map(mapper -> map(mapper.get("config")))
                .peek(config -> assertThat(config).containsEntry("access.token.claim", "true"))
                .map(config -> String
                        .valueOf(config.getOrDefault("claim.name", config.get("included.custom.audience"))))
                .toList();
        assertThat(claims).containsExactlyInAnyOrder("imprimatur", "sub", "roles", "sections");
        for (Map<String, Object> client : rows(realm, "clients")) {
            assertThat(client).containsEntry("defaultClientScopes", List.of(scope.get("name")))
                    .containsEntry("directAccessGrantsEnabled", false).containsEntry("implicitFlowEnabled", false)
                    .containsEntry("publicClient", true);
        }
    }

    @Test
    void nobodysPasswordStandsInTheFileNoTwoShareOneAndEachIsChangedAtFirstUse() {
        for (Map<String, Object> user : rows(realm, "users")) {
            assertThat(user).containsEntry("requiredActions", List.of("UPDATE_PASSWORD"));
            String name = String.valueOf(user.get("username"));
            assertThat(rows(user, "credentials")).extracting(credential -> credential.get("value"))
                    .containsExactly("${" + name.toUpperCase(Locale.ROOT) + "_FIRST_PASSWORD}");
        }
    }

    @Test
    void everyVariableOfTheRealmIsSetForKeycloak() {
        assertThat(ComposeFile.read().environment("keycloak")).containsKeys(
                Project.all("\\$\\{([A-Z_]+)}", text).toArray(String[]::new));
    }

    private static List<Map<String, Object>> rows(Map<String, Object> object, String name) {
        return list(object.get(name)).stream().map(Project::map).toList();
    }
}
