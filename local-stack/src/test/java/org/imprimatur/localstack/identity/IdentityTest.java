package org.imprimatur.localstack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void aTokenNamesThePersonTheRolesAndTheAudienceAndItsKeySurvivesARestart() throws Exception {
        int port = Ports.free();
        String issuer = "http://localhost:" + port;
        String keys;
        try (ManagedProcess provider = start(port)) {
            assertThat(provider.isAlive()).isTrue();
            Map<String, ?> claims = claims(new TokenSource(issuer, SECRET).token("edith"));
            assertThat(claims.get("sub")).isEqualTo("edith");
            assertThat(claims.get("roles")).isEqualTo(List.of("editor"));
            assertThat(claims.get("iss")).isEqualTo(issuer);
            assertThat(claims.get("aud")).isIn("imprimatur", List.of("imprimatur"));
            assertThat(claims).doesNotContainKey("sections");
            keys = get(issuer + "/oauth2/jwks").body();
            assertThat(keys).doesNotContain("\"d\"");

            assertThatThrownBy(() -> new TokenSource(issuer, SECRET).token("mallory"))
                    .isInstanceOf(StackException.class).hasMessageContaining("nobody here is called mallory");
            assertThatThrownBy(() -> new TokenSource(issuer, "not the launcher's").token("anna"))
                    .isInstanceOf(StackException.class).hasMessageContaining("401");

            assertThat(authorize(issuer, "").headers().firstValue("Location").orElse(""))
                    .contains("error=invalid_request");
            assertThat(authorize(issuer, "&code_challenge_method=S256&code_challenge=" + "A".repeat(43)).headers()
                    .firstValue("Location").orElse("")).endsWith("/login");
        }
        try (ManagedProcess provider = start(port)) {
            assertThat(provider.isAlive()).isTrue();
            assertThat(get(issuer + "/oauth2/jwks").body()).isEqualTo(keys);
        }
    }

    @Test
    void itRefusesToStartWithoutTheLaunchersSecret() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Programs.java().toString(), "-cp", Programs.classPath(),
                IdentityApplication.class.getName()).redirectErrorStream(true);
        builder.environment().remove(IdentityApplication.SECRET);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).contains("started by ./imprimatur, never by itself");
    }

    private ManagedProcess start(int port) {
        String issuer = "http://localhost:" + port;
        List<String> line = new ArrayList<>(List.of(Programs.java().toString(), "-cp", Programs.classPath(),
                IdentityApplication.class.getName(), "--server.port=" + port,
                "--imprimatur.identity.issuer=" + issuer,
                "--imprimatur.identity.key-file=" + folder.resolve("key.json"),
                "--imprimatur.identity.redirect-uris=http://localhost:8081/desk"));
        return ManagedProcess.start(new ManagedProcess.Command("identity", line,
                Map.of(IdentityApplication.SECRET, SECRET), folder.resolve("identity.log"),
                folder.resolve("identity.pid")), () -> Ports.answers(port), Duration.ofMinutes(1));
    }

    private static HttpResponse<String> authorize(String issuer, String more) throws Exception {
        return get(issuer + "/oauth2/authorize?response_type=code&client_id=desk&scope=openid"
                + "&redirect_uri=http://localhost:8081/desk" + more);
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html,application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, ?> claims(String token) {
        return JsonReader.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
