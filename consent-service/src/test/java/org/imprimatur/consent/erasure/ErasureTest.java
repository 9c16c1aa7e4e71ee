package org.imprimatur.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.consent.Offline;
import org.imprimatur.consent.RunningService;
import org.imprimatur.consent.Stored;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.verify.VerifyCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class ErasureTest extends RunningService {
    private static final String CHOICES = "/api/v1/choices";
    private static final String VISITOR = "imprimatur_visitor";
    private static final String[] CARL = as("carl", "compliance");

    @TempDir
    private Path folder;

    @Autowired
    private MongoTemplate database;
    @Autowired
    private ErasureRequests requests;
    @Value("${imprimatur.log.consent.topic}")
    private String consentTopic;
    @Value("${imprimatur.log.access.topic}")
    private String accessTopic;

    @Test
    void nothingIsLeftOfAnErasedSubjectAndTheLogVerifies(CapturedOutput log) throws Exception {
        Map<String, @Nullable Object> first = choice(true, true, false);
        HttpResponse<String> given = post(CHOICES, first);
        String cookie = cookie(given, VISITOR);
        HttpResponse<String> withdrawn = post(CHOICES, choice(false, false, false), "Cookie", VISITOR + "=" + cookie);
        HttpResponse<String> another = post(CHOICES, choice(true, false, false));
        for (HttpResponse<String> answer : List.of(given, withdrawn, another)) {
            await().until(() -> get(receipt(answer)).statusCode() == 200);
        }
        JsonNode mine = mine(cookie);
        assertThat(mine).hasSize(2);
        String subject = mine.get(0).at("/record/subject").asString();
        get("/api/v1/records?subject=" + subject, CARL);
        get("/api/v1/records/" + id(given), CARL);
        List<String> traces = new ArrayList<>(List.of(subject, cookie, (String) Objects.requireNonNull(
                first.get("id"))));
        for (JsonNode one : mine) {
            traces.add(one.get("nonce").asString());
            for (String member : List.of("receiptId", "eventTime", "validUntil")) {
                traces.add(one.at("/record/" + member).asString());
            }
            Document stored = record(one.at("/record/recordId").asString());
            traces.add(stored.getString("asked"));
            traces.add(stored.getString("visitor"));
        }
        // The search finds what is there, in the log, too.
        LoggerFactory.getLogger(ErasureTest.class).warn("A line with {} in it", "what-must-be-found");
        assertThat(found(List.of("what-must-be-found"), log)).containsExactly("what-must-be-found: log");
        assertThat(found(traces, log)).hasSizeGreaterThan(traces.size());

        HttpResponse<String> erased = post("/api/v1/erasures", Map.of("subject", subject, "reason", "asked by letter"),
                CARL);
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(json(erased).get("erased").asInt()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(found(traces, log)).isEmpty());

        VerifierKey key = VerifierKey.parse(get("/log/key").body().strip());
        for (JsonNode one : mine) {
            // What the visitor has kept can still be proved, also with a receipt fetched now.
            Offline.verify(one, key);
            String again = get("/api/v1/records/" + one.at("/record/recordId").asString() + "/receipt").body();
            assertThat(again.lines().toList().get(1)).isEqualTo(one.get("receipt").asString().lines().toList().get(1));
        }
        requireVerified(key);
        assertThat(mine(cookie)).isEmpty();
        assertThat(mine(cookie(another, VISITOR))).hasSize(1);
    }

    @Test
    void anErasedChoiceThatIsSentAgainDoesNotComeBack() throws Exception {
        Map<String, @Nullable Object> choice = choice(true, false, false);
        HttpResponse<String> once = post(CHOICES, choice);
        erase(id(once), "a test");
        for (String[] headers : new String[][]{{}, {"Cookie", VISITOR + "=" + cookie(once, VISITOR)}}) {
            HttpResponse<String> again = post(CHOICES, choice, headers);
            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(json(again).get("type").asString()).isEqualTo("urn:imprimatur:problem:choice-erased");
            assertThat(setCookies(again)).isEmpty();
        }
        assertThat(mine(cookie(once, VISITOR))).isEmpty();
        HttpResponse<String> next = post(CHOICES, choice(true, false, false), "Cookie",
                VISITOR + "=" + cookie(once, VISITOR));
        assertThat(next.statusCode()).isEqualTo(201);
        assertThat(mine(cookie(once, VISITOR))).hasSize(1);
        // Also one that was erased on its way into the log has its place there.
        await().until(() -> get(receipt(once)).statusCode() == 200);
    }

    @Test
    void anErasureIsOnRecordWithItsReasonAndItsPerson() {
        String id = id(post(CHOICES, choice(true, false, false)));
        HttpResponse<String> first = erase(id, "  a mistake of ours ");
        assertThat(json(first).get("reason").asString()).isEqualTo("a mistake of ours");
        HttpResponse<String> again = post("/api/v1/records/" + id + "/erasure", Map.of("reason", "again"),
                as("cora", "compliance"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        HttpResponse<String> gone = get("/api/v1/records/" + id, CARL);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(json(gone).get("erasedBy").asString()).isEqualTo("carl");
        assertThat(json(gone).get("reason").asString()).isEqualTo("a mistake of ours");
        JsonNode listed = json(get("/api/v1/erasures", CARL)).get("erasures").get(0);
        assertThat(listed.get("records").get(0).asString()).isEqualTo(id);
        assertThat(listed.get("by").asString()).isEqualTo("carl");
        JsonNode access = json(get("/api/v1/accesses?action=erase&record=" + id, CARL)).get("records");
        assertThat(access).hasSize(2);
        assertThat(access.get(1).at("/record/target/reason").asString()).isEqualTo("a mistake of ours");
        assertThat(access.get(1).at("/record/actor").asString()).isEqualTo("carl");
    }

    @Test
    void anErasureWithoutAReasonOrOfNothingIsRefused() {
        String id = id(post(CHOICES, choice(true, false, false)));
        String address = "/api/v1/records/" + id + "/erasure";
        for (Object body : List.of(Map.of(), Map.of("reason", " "), Map.of("reason", "x".repeat(501)),
                Map.of("reason", "a\u0000b"), Map.of("reason", "good", "subject", "0".repeat(64)))) {
            assertThat(post(address, body, CARL).statusCode()).isEqualTo(422);
        }
        for (Object body : List.of(Map.of("reason", "good"), Map.of("reason", "good", "subject", "someone"),
                Map.of("subject", "0".repeat(64)))) {
            assertThat(post("/api/v1/erasures", body, CARL).statusCode()).isEqualTo(422);
        }
        assertThat(post("/api/v1/records/" + UUID.randomUUID() + "/erasure", Map.of("reason", "good"), CARL)
                .statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/erasure-requests/x/done", Map.of("reason", "good"), CARL).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/records/" + id, CARL).statusCode()).isEqualTo(200);
    }

    @Test
    void whatABackupBringsBackIsErasedAgain() {
        HttpResponse<String> answer = post(CHOICES, choice(true, false, false));
        Document before = record(id(answer));
        erase(id(answer), "a test");
        assertThat(record(id(answer))).doesNotContainKey("record");
        database.getCollection("records").replaceOne(Filters.eq("_id", before.get("_id")), before);
        // As the operator does after a restore.
        database.getCollection("erasures").updateMany(new Document(), Updates.set("open", true));
        await().untilAsserted(() -> assertThat(record(id(answer))).doesNotContainKeys("record", "nonce"));
        await().until(() -> database.getCollection("erasures").countDocuments(Filters.eq("open", true)) == 0);
    }

    @Test
    void aVisitorsRequestWaitsUntilItIsDoneAndThenLeadsToNobody() {
        HttpResponse<String> answer = post(CHOICES, choice(true, false, false));
        String subject = record(id(answer)).get("record", Document.class).getString("subject");
        assertThat(requests.ask(List.of(subject, "0".repeat(64)))).isEqualTo(requests.ask(List.of(subject)));
        JsonNode waiting = json(get("/api/v1/erasure-requests?state=waiting", CARL)).get("requests");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).get("subjects").get(0).asString()).isEqualTo(subject);
        String done = "/api/v1/erasure-requests/" + waiting.get(0).get("id").asString() + "/done";
        HttpResponse<String> erased = post(done, Map.of("reason", "the visitor asked"), CARL);
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(json(erased).get("erased").asInt()).isEqualTo(1);
        assertThat(json(erased).get("doneBy").asString()).isEqualTo("carl");
        assertThat(json(post(done, Map.of("reason", "again"), as("cora", "compliance"))).get("doneBy").asString())
                .isEqualTo("carl");
        assertThat(json(get("/api/v1/erasure-requests?state=waiting", CARL)).get("requests")).isEmpty();
        assertThat(json(get("/api/v1/erasure-requests?state=done", CARL)).get("requests")).hasSize(1);
        for (Document stored : database.getCollection("erasure_requests").find()) {
            assertThat(stored.toJson()).doesNotContain(subject);
        }
        assertThat(get("/api/v1/records/" + id(answer), CARL).statusCode()).isEqualTo(410);
    }

    private List<String> found(List<String> traces, CapturedOutput log) {
        Stored stored = Stored.now(database.getDb(), List.of(consentTopic, accessTopic),
                log.getAll());
        return traces.stream().flatMap(trace -> stored.placesOf(trace).stream().map(place -> trace + ": " + place))
                .toList();
    }

    private void requireVerified(VerifierKey key) throws Exception {
        Path keyFile = Files.writeString(folder.resolve("log.key"), key + "\n");
        String log = at("/log").toString();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        VerifyCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), "--log", log, "--key",
                keyFile.toString());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\nVERIFIED");
        Assumptions.assumeTrue(Programs.onPath("python3").isPresent(), "no python3 on the PATH");
        Path script = Path.of("../end-to-end-tests/src/test/resources/independent-verifier/verify.py");
        assertThat(new ProcessBuilder("python3", script.toString(), log, "--key", keyFile.toString()).inheritIO()
                .start().waitFor()).isZero();
    }

    private HttpResponse<String> erase(String id, String reason) {
        HttpResponse<String> answer = post("/api/v1/records/" + id + "/erasure", Map.of("reason", reason), CARL);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Document record(String id) {
        MongoCollection<Document> records = database.getCollection("records");
        return Objects.requireNonNull(records.find(Filters.eq("_id", UUID.fromString(id))).first());
    }

    private JsonNode mine(String cookie) {
        return json(get(CHOICES + "/mine", "Cookie", VISITOR + "=" + cookie)).get("records");
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).get("recordId").asString();
    }

    private static String receipt(HttpResponse<String> answer) {
        return "/api/v1/records/" + id(answer) + "/receipt";
    }
}
