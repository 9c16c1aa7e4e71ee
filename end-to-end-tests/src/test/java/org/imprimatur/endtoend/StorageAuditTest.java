package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.process.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the whole newsroom has kept after a day's visitors, wherever it keeps anything. */
@LocalStackTest
@Timeout(300)
class StorageAuditTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SENDER = "127.0.0.77";
    private static final String FORWARDED = "203.0.113.77";
    private static final String AGENT = "Tell-Tale-Agent-5f2c91";
    private static final String REFERRER = "https://tell-tale-referrer-8d01.example/page";
    private static final String MAIL = "tell-tale-5510@visitor.example";
    private static final int VISITORS = 12;

    private final LocalStack stack;

    StorageAuditTest(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void nowhereIsAnAddressAnAgentAReferrerOrACookieOfAVisitorKept() throws Exception {
        List<String> cookies = new ArrayList<>();
        String recordId = "";
        try (HttpClient browser = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(SENDER)).build()) {
            for (int visitor = 0; visitor < VISITORS; visitor++) {
                recordId = visit(browser, visitor, cookies);
            }
            String receipt = "/consent/api/v1/records/" + recordId + "/receipt";
            Await.until(() -> send(browser, request(receipt, "").GET()).statusCode() == 200, LIMIT);
        }
        String subject = search();
        assertThat(cookies).hasSize(VISITORS);

        Map<String, byte[]> kept = everything();
        // The search finds what is there: a record's subject, a message of the log, a line of a service.
        assertThat(placesOf(kept, subject)).isNotEmpty();
        assertThat(placesOf(kept, "imprimatur-consent/v1")).anyMatch(place -> place.contains("kafka"));
        assertThat(placesOf(kept, "consent-service")).anyMatch(place -> place.endsWith(".log"));

        List<String> telling = new ArrayList<>(List.of(SENDER, FORWARDED, AGENT, REFERRER, MAIL));
        for (String cookie : cookies) {
            byte[] number = Base64.getUrlDecoder().decode(cookie);
            telling.addAll(List.of(cookie, HexFormat.of().formatHex(number), HexFormat.of().formatHex(number, 0, 16),
                    Base64.getEncoder().encodeToString(number).substring(0, 20)));
        }
        for (String trace : telling) {
            assertThat(placesOf(kept, trace)).as(trace).isEmpty();
        }
    }

    /** A visitor's day, with everything that goes wrong on it. */
    private String visit(HttpClient browser, int visitor, List<String> cookies) {
        for (String path : List.of("/", "/search?q=patents", "/no/such/page", "/consent/banner.js",
                "/consent/choices", "/consent/api/v1/choices/mine", "/consent/api/v1/nothing", "/feed.atom",
                "/consent/choices?lang=%00")) {
            send(browser, request(path, "").GET());
        }
        String notice = field(send(browser, request("/consent/api/v1/notice?lang=en", "").GET()).body(), "hash");
        String choice = """
                {"id":"%s","notice":"%s","language":"en","method":"banner",
                 "choices":{"preferences":true,"statistics":%b,"marketing":false}}"""
                .formatted(UUID.randomUUID(), notice, visitor % 2 == 0);
        HttpResponse<String> made = send(browser, json(choice, ""));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String cookie = made.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("imprimatur_visitor=")).map(one -> one.substring(19, one.indexOf(';')))
                .findFirst().orElseThrow();
        cookies.add(cookie);
        String own = "imprimatur_visitor=" + cookie;
        // Repeated, used for another choice, unreadable, too long, by another site, with a number nobody made.
        send(browser, json(choice, own));
        send(browser, json(choice.replace("\"preferences\":true", "\"preferences\":false"), own));
        send(browser, json("{\"id\":", own));
        send(browser, json("{\"id\":\"" + "x".repeat(100_000) + "\"}", own));
        send(browser, json(choice, own).header("Origin", "https://elsewhere.example"));
        send(browser, json(choice.replace("banner", "telepathy"), own));
        send(browser, request("/consent/api/v1/choices/mine", "imprimatur_visitor=" + "A".repeat(43)).GET());
        send(browser, request("/consent/choices", own).GET());
        send(browser, request("/consent/api/v1/choices/mine", own).GET());
        send(browser, request("/consent/choices", own).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("id=" + UUID.randomUUID() + "&notice=" + notice
                        + "&language=en&decision=reject")));
        send(browser, request("/consent/choices", own).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("id=nothing&decision=perhaps")));
        send(browser, request("/consent/api/v1/choices", own).DELETE());
        return field(made.body(), "recordId");
    }

    private String search() {
        return String.valueOf(new Http().get(stack.addresses().compliance() + "/api/v1/records?limit=1",
                Map.of("Authorization", "Bearer " + stack.token("carl"))).expect(200).list("records").stream()
                .map(one -> ((Map<?, ?>) one).get("subject")).findFirst().orElseThrow());
    }

    private HttpRequest.Builder json(String body, String cookie) {
        return request("/consent/api/v1/choices", cookie).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.addresses().site() + path))
                .headers("User-Agent", AGENT, "Referer", REFERRER, "From", MAIL, "X-Forwarded-For", FORWARDED,
                        "Forwarded", "for=" + FORWARDED, "X-Real-IP", FORWARDED, "X-Request-Id", AGENT);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    private static String field(String json, String name) {
        int begin = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(begin, json.indexOf('"', begin));
    }

    /** Every document of every database, and every file of the broker, the services and the stack, by its place. */
    private Map<String, byte[]> everything() throws IOException {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        try (MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
            for (String name : List.of("content", "publishing", "consent")) {
                MongoDatabase database = client.getDatabase(name);
                for (String collection : database.listCollectionNames()) {
                    int number = 0;
                    for (Document document : database.getCollection(collection).find()) {
                        kept.put(name + "." + collection + " " + number, document.toJson()
                                .getBytes(StandardCharsets.UTF_8));
                        number++;
                    }
                }
            }
        }
        try (Stream<Path> files = Files.walk(stack.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // The database's own files were read through the database.
                if (!file.startsWith(stack.data().resolve("mongodb")) || file.toString().endsWith(".log")) {
                    kept.put(file.toString(), Files.readAllBytes(file));
                }
            }
        }
        return kept;
    }

    private static List<String> placesOf(Map<String, byte[]> kept, String text) {
        return kept.entrySet().stream()
                .filter(place -> new String(place.getValue(), StandardCharsets.ISO_8859_1).contains(text))
                .map(Map.Entry::getKey).toList();
    }
}
