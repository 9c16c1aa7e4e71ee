package org.imprimatur.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A service whose broker was never there, and whose line to the database is cut at its start and can be cut again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageTest extends RunningService {
    private static final Line DATABASE = new Line();

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void outages(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", () -> "localhost:1");
        registry.add("spring.mongodb.uri", () -> "mongodb://localhost:" + DATABASE.port() + "/?directConnection=true");
    }

    @AfterEach
    void mend() {
        DATABASE.mend();
    }

    @Test
    @Order(1)
    void aServiceStartedWithoutItsDatabaseSaysSoAndRecoversByItself() throws IOException {
        assertThat(management("/actuator/health/liveness")).contains("\"status\":\"UP\"");
        await().untilAsserted(() -> {
            JsonNode health = JSON.readTree(management("/actuator/health"));
            assertThat(health.at("/components/database/status").asString()).isEqualTo("DOWN");
            assertThat(health.at("/components/log-keeper/details/log/standing").asString()).isEqualTo("held up");
            assertThat(health.at("/components/log-keeper/details/log/reason").asString()).contains("Mongo");
        });
        assertThat(get("/banner.js").statusCode()).isEqualTo(200);
        Map<String, @Nullable Object> choice = choice(true, false, false);
        assertThat(post("/api/v1/choices", choice).statusCode()).isEqualTo(503);
        assertThat(get("/log/checkpoint").statusCode()).isEqualTo(503);
        assertThat(get("/api/v1/records", as("carl", "compliance")).statusCode()).isEqualTo(503);
        DATABASE.mend();
        await().until(() -> post("/api/v1/choices", choice).statusCode() == 201);
        assertThat(get("/api/v1/notices/" + choice.get("notice")).statusCode()).isEqualTo(200);
        await().until(() -> JSON.readTree(management("/actuator/health")).at("/components/database/status").asString()
                .equals("UP"));
    }

    @Test
    void withoutABrokerChoicesAreStillTakenAndTheirReceiptsWait() throws IOException {
        HttpResponse<String> answer = post("/api/v1/choices", choice(true, false, false));
        assertThat(answer.statusCode()).isEqualTo(201);
        HttpResponse<String> receipt = get(
                "/api/v1/records/" + json(answer).get("recordId").asString() + "/receipt");
        assertThat(receipt.statusCode()).isEqualTo(202);
        assertThat(receipt.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(get("/api/v1/choices/mine", "Cookie",
                "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor"))).get("records").get(0).get("receipt")
                .isNull()).isTrue();
        assertThat(management("/actuator/health")).contains("\"broker\":{", "\"log-keeper\":{");
        assertThat(management("/actuator/prometheus")).contains("imprimatur_log_lag{", "imprimatur_choices_total{");
    }

    @Test
    void withoutADatabaseChoicesAreRefusedAndTheBannerGoesOn() throws IOException {
        Map<String, @Nullable Object> choice = choice(false, true, false);
        DATABASE.cut();
        HttpResponse<String> refused = post("/api/v1/choices", choice);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(setCookies(refused)).isEmpty();
        HttpResponse<String> form = send(request("/choices", "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("id=" + choice.get("id") + "&notice=" + choice.get("notice")
                        + "&language=en&decision=accept"))
                .build());
        assertThat(form.statusCode()).isEqualTo(503);
        assertThat(form.headers().firstValue("Retry-After")).isPresent();
        assertThat(form.body()).contains("<h1>Your choice was not recorded</h1>", "try again shortly");
        assertThat(get("/banner.js").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/notice").statusCode()).isEqualTo(200);
        assertThat(management("/actuator/health")).contains("\"status\":\"UP\"");
        DATABASE.mend();
        await().until(() -> post("/api/v1/choices", choice).statusCode() == 201);
    }

    @Test
    void whatIsKeptThoughItsAnswerWasLostIsNeverSaidToBeLost() {
        Map<String, @Nullable Object> choice = choice(true, true, false);
        awaitDatabase();
        DATABASE.loseAnswers();
        HttpResponse<String> lost = post("/api/v1/choices", choice);
        assertThat(lost.statusCode()).as(lost.body()).isEqualTo(503);
        assertThat(json(lost).get("type").asString()).isEqualTo("urn:imprimatur:problem:outcome-unknown");
        assertThat(lost.body()).doesNotContain("nothing was kept").contains("same id");
        assertThat(lost.headers().firstValue("Retry-After")).isPresent();
        assertThat(setCookies(lost)).isEmpty();
        assertThat(post("/api/v1/choices", choice).body()).doesNotContain("nothing was kept");
        DATABASE.mend();
        await().until(() -> post("/api/v1/choices", choice).statusCode() == 201);
        HttpResponse<String> kept = post("/api/v1/choices", choice);
        assertThat(json(get("/api/v1/choices/mine", "Cookie",
                "imprimatur_visitor=" + cookie(kept, "imprimatur_visitor"))).get("records")).hasSize(1);
    }

    @Test
    void aFormWhoseAnswerWasLostCanBeSentOnceMoreAndCountsOnce() throws IOException {
        String form = "id=" + UUID.randomUUID() + "&notice=" + notice()
                + "&language=en&decision=save&purpose=statistics&purpose=marketing";
        awaitDatabase();
        DATABASE.loseAnswers();
        String unknown = "It is not known whether your choice was recorded";
        assertThat(submit(form).body()).contains("<h1>" + unknown + "</h1>", "name=\"repeated\"",
                "name=\"purpose\" value=\"statistics\"", "name=\"purpose\" value=\"marketing\"", "&amp;after=")
                .doesNotContain("not recorded");
        DATABASE.cut();
        // Known of this sending, and not of the one before.
        assertThat(submit(form + "&repeated=1").body()).contains(unknown);
        DATABASE.mend();
        await().until(() -> submit(form + "&repeated=1").statusCode() == 303);
        assertThat(submit(form).statusCode()).isEqualTo(303);
    }

    @Test
    void anErasureRequestThatMayNotHaveArrivedIsToldInTheLanguageOfItsFormAndCountsOnce(
            @Autowired MongoTemplate database)
            throws IOException {
        HttpResponse<String> own = awaitDatabase();
        var requests = database.getCollection("erasure_requests");
        long before = requests.countDocuments();
        DATABASE.loseAnswers();
        HttpResponse<String> lost = erasure(own);
        assertThat(lost.statusCode()).as(lost.body()).isEqualTo(503);
        assertThat(lost.body()).contains("<html lang=\"de\"", "Ihr Verlangen nach Löschung ist nicht bestätigt",
                "../choices?lang=de");
        DATABASE.mend();
        await().until(() -> erasure(own).statusCode() == 303);
        assertThat(requests.countDocuments()).isEqualTo(before + 1);
    }

    private HttpResponse<String> erasure(HttpResponse<String> own) {
        return send(request("/choices/erasure", "Content-Type", "application/x-www-form-urlencoded",
                "Sec-Fetch-Site", "same-origin", "Cookie",
                "imprimatur_visitor=" + cookie(own, "imprimatur_visitor"))
                .POST(HttpRequest.BodyPublishers.ofString("language=de")).build());
    }

    @Test
    void settingsThatCannotBeShownAreNoChoiceThatWasNotRecorded() throws IOException {
        HttpResponse<String> own = awaitDatabase();
        DATABASE.cut();
        HttpResponse<String> page = get("/choices", "Cookie",
                "imprimatur_visitor=" + cookie(own, "imprimatur_visitor"));
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("<h1>The cookie settings cannot be shown right now</h1>")
                .doesNotContain("not recorded", "whether");
        DATABASE.mend();
        await().until(() -> get("/choices", "Cookie",
                "imprimatur_visitor=" + cookie(own, "imprimatur_visitor")).statusCode() == 200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aKeeperThatHasStoppedSaysSoAndWhyAndTheServiceGoesOn(@Autowired MongoTemplate database) throws IOException {
        HttpResponse<String> own = awaitDatabase();
        database.getCollection("logs").insertOne(anotherKeysLog());
        await().untilAsserted(() -> {
            JsonNode keeper = JSON.readTree(management("/actuator/health")).at("/components/log-keeper");
            assertThat(keeper.at("/status").asString()).isEqualTo("DOWN");
            assertThat(keeper.at("/details/log/standing").asString()).isEqualTo("stopped");
            assertThat(keeper.at("/details/log/reason").asString()).contains("no signature is by a known key");
        });
        assertThat(management("/actuator/prometheus"))
                .contains("imprimatur_log_stopped{log=\"consent\",service=\"consent-service\"} 1");
        for (String probe : List.of("liveness", "readiness")) {
            assertThat(management("/actuator/health/" + probe)).as(probe).contains("\"status\":\"UP\"");
        }
        HttpResponse<String> answer = post("/api/v1/choices", choice(true, false, false));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(get("/api/v1/records/" + json(answer).get("recordId").asString() + "/receipt").statusCode())
                .isEqualTo(202);
        assertThat(get("/choices", "Cookie", "imprimatur_visitor=" + cookie(own, "imprimatur_visitor")).statusCode())
                .isEqualTo(200);
    }

    /** What a keeper finds in a database that isn't its log's. */
    private static Document anotherKeysLog() {
        NoteSigner another = NoteSigner.generate("imprimatur.local/consent", new SecureRandom());
        return new Document("_id", "consent").append("size", 0L).append("offset", 0L).append("topicId", "another")
                .append("lastMessage", Hash.EMPTY_ROOT.bytes()).append("root", Hash.EMPTY_ROOT.bytes())
                .append("edge", List.of()).append("elsewhere", List.of())
                .append("checkpoint",
                        new Checkpoint("imprimatur.local/consent", 0, Hash.EMPTY_ROOT).sign(another).encode())
                .append("placed", 0L);
    }

    /** The answer to a choice, once the service has found the database again. */
    private HttpResponse<String> awaitDatabase() {
        return await().until(() -> post("/api/v1/choices", choice(true, true, true)),
                answer -> answer.statusCode() == 201);
    }

    private HttpResponse<String> submit(String form) {
        return send(request("/choices", "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    private String management(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://localhost:" + managementPort + path)
                .toURL().openConnection();
        InputStream failure = connection.getResponseCode() < 400 ? null : connection.getErrorStream();
        try (InputStream body = failure == null ? connection.getInputStream() : failure) {
            return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** A TCP line to the real database. */
    private static final class Line {
        private final ServerSocket entrance;
        private final List<Socket> ends = new CopyOnWriteArrayList<>();
        private volatile boolean whole;
        private volatile boolean answered = true;

        Line() {
            try {
                entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return entrance.getLocalPort();
        }

        void cut() throws IOException {
            whole = false;
            for (Socket end : ends) {
                end.close();
            }
            ends.clear();
        }

        /** What is asked arrives, and each answer ends the line instead. */
        void loseAnswers() {
            answered = false;
        }

        void mend() {
            whole = true;
            answered = true;
        }

        private void accept() {
            URI database = URI.create(MongoBacking.shared().uri());
            while (!entrance.isClosed()) {
                try {
                    Socket near = entrance.accept();
                    if (!whole) {
                        near.close();
                        continue;
                    }
                    Socket far = new Socket(database.getHost(), database.getPort());
                    ends.addAll(List.of(near, far));
                    Thread.ofVirtual().start(() -> copy(near, far, false));
                    Thread.ofVirtual().start(() -> copy(far, near, true));
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }

        private void copy(Socket from, Socket to, boolean answers) {
            try (from; to) {
                OutputStream target = to.getOutputStream();
                byte[] buffer = new byte[8192];
                int read = from.getInputStream().read(buffer);
                while (read >= 0 && (answered || !answers)) {
                    target.write(buffer, 0, read);
                    read = from.getInputStream().read(buffer);
                }
            } catch (IOException cut) {
                assertThat(cut).isNotNull();
            }
        }
    }
}
