package org.imprimatur.consent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.starter.open.OpenServer;
import org.imprimatur.starter.sender.Senders;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a port of its own, with a database and topics of its own, asked over real HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
    "IMPRIMATUR_VISITORS_PORT=0", "IMPRIMATUR_COOKIE_SECURE=false", "IMPRIMATUR_CHOICES_LOOPBACK_EXEMPT=true",
    "IMPRIMATUR_CHOICES_AT_ONCE=20",
    "IMPRIMATUR_SENDER_FIELD=" + Senders.FIELD})
public abstract class RunningService {
    protected static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int staffPort;

    @Autowired
    private OpenServer visitors;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) throws IOException {
        String name = "consent-" + UUID.randomUUID();
        Path keys = Files.createTempDirectory("consent-keys");
        registry.add("MONGODB_URI", () -> MongoBacking.shared().uri());
        registry.add("KAFKA_BOOTSTRAP_SERVERS", () -> KafkaBacking.shared().bootstrapServers());
        registry.add("IMPRIMATUR_ISSUER", () -> TestIdentity.shared().issuer());
        registry.add("IMPRIMATUR_JWK_SET", () -> TestIdentity.shared().jwkSet());
        registry.add("spring.mongodb.database", () -> name);
        registry.add("imprimatur.log.consent.topic", () -> name + ".consent-log");
        registry.add("imprimatur.log.access.topic", () -> name + ".access-log");
        registry.add("IMPRIMATUR_LOG_CREATE_KEYS", () -> "true");
        registry.add("IMPRIMATUR_LOG_CONSENT_KEY_FILE", () -> keys.resolve("consent.pem").toString());
        registry.add("IMPRIMATUR_LOG_ACCESS_KEY_FILE", () -> keys.resolve("access.pem").toString());
    }

    /** An address of the visitors' port. */
    protected URI at(String path) {
        return URI.create("http://localhost:" + visitors.port() + path);
    }

    /** An address of the staff's port. */
    protected URI atStaff(String path) {
        return URI.create("http://localhost:" + staffPort + path);
    }

    /** A GET with header fields given as name, value, name, value. */
    protected HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** A POST of a JSON body. */
    protected HttpResponse<String> post(String path, Object body, String... headers) {
        return post(request(path, headers), body);
    }

    /** The same at an address. */
    protected HttpResponse<String> post(URI address, Object body, String... headers) {
        return post(request(address, headers), body);
    }

    private HttpResponse<String> post(HttpRequest.Builder request, Object body) {
        String json = body instanceof String text ? text : JSON.writeValueAsString(body);
        return send(request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    protected HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException("No answer from " + request.uri(), failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** A request to the visitors' port; to the staff's where one of the fields is a token. */
    protected HttpRequest.Builder request(String path, String... headers) {
        boolean staff = List.of(headers).contains("Authorization");
        return request(staff ? atStaff(path) : at(path), headers);
    }

    protected static HttpRequest.Builder request(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The hash of the notice in force in English. */
    protected String notice() {
        return json(get("/api/v1/notice?lang=en")).get("hash").asString();
    }

    /** The body of a choice that nothing is wrong with, to be spoiled by the test. */
    protected Map<String, @Nullable Object> choice(boolean preferences, boolean statistics, boolean marketing) {
        return choice(notice(), preferences, statistics, marketing);
    }

    protected static Map<String, @Nullable Object> choice(String notice, boolean preferences, boolean statistics,
            boolean marketing) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("id", UUID.randomUUID().toString());
        choice.put("notice", notice);
        choice.put("language", "en");
        choice.put("choices",
                Map.of("preferences", preferences, "statistics", statistics, "marketing", marketing));
        choice.put("method", "banner");
        return choice;
    }

    protected static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The value of a cookie that an answer sets; empty if it sets none of that name. */
    protected static String cookie(HttpResponse<String> answer, String name) {
        return setCookies(answer).stream().filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';'))).findFirst().orElse("");
    }

    protected static List<String> setCookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    /** Header field of a signed-in member of staff. */
    protected static String[] as(String name, String... roles) {
        return new String[]{"Authorization", "Bearer " + TestIdentity.shared().token(name, roles)};
    }
}
