package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoCollection;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.consent.Offline;
import org.imprimatur.consent.RunningService;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class RecordTest extends RunningService {
    @Test
    void complianceFindsARecordWithItsProof() {
        String id = json(post("/api/v1/choices", choice(true, false, false))).get("recordId").asString();
        await().until(() -> get("/api/v1/records/" + id + "/receipt").statusCode() == 200);
        JsonNode found = json(get("/api/v1/records?state=given&purpose=preferences&method=banner&notice=" + notice(),
                as("carl", "compliance"))).get("records");
        assertThat(ids(found)).contains(id);
        JsonNode one = json(get("/api/v1/records/" + id, as("carl", "compliance")));
        assertThat(one.get("record").get("recordId").asString()).isEqualTo(id);
        assertThat(one.get("receipt").asString()).startsWith("c2sp.org/tlog-proof@v1\n");
        assertThat(one.get("nonce").asString()).hasSize(44);
    }

    @Test
    void whatDoesNotFitIsNotFound() {
        String id = json(post("/api/v1/choices", choice(true, false, false))).get("recordId").asString();
        for (String query : List.of("state=refused", "purpose=marketing", "method=gpc",
                "subject=" + "0".repeat(64), "to=2020-01-01T00:00:00Z", "from=2100-01-01T00:00:00Z",
                "from=9999-12-31T23:59:59Z", "to=1900-01-01T00:00:00Z",
                "from=1900-01-01T00:00:00Z&to=1969-12-31T23:59:59Z",
                "notice=" + json(get("/api/v1/notice?lang=fr")).get("hash").asString())) {
            assertThat(ids(search(query))).as(query).doesNotContain(id);
        }
    }

    @Test
    void pagesAreStableWhileChoicesAreMade() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(json(post("/api/v1/choices", choice(false, false, false))).get("recordId").asString());
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(get("/api/v1/records?limit=3" + cursor, as("carl", "compliance")));
            read.addAll(ids(page.get("records")));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : null;
            post("/api/v1/choices", choice(false, false, false));
        } while (cursor != null);
        assertThat(read).doesNotHaveDuplicates().containsAll(made).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void timesBeforeTheEpochAndOfAnyOffsetWork() {
        String id = json(post("/api/v1/choices", choice(true, false, false))).get("recordId").asString();
        String made = json(get("/api/v1/records/" + id, as("carl", "compliance"))).at("/record/eventTime").asString();
        for (String query : List.of("from=1900-01-01T00:00:00Z", "from=0000-01-01T00:00:00Z",
                "from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z", "from=1969-12-31T23:59:59-12:00",
                "from=" + made, "from=" + made.toLowerCase(Locale.ROOT), "to=2100-01-01T00:00:00%2B02:00")) {
            assertThat(ids(search(query))).as(query).contains(id);
        }
        assertThat(ids(search("to=" + made))).doesNotContain(id);
    }

    @Test
    void badInputIsNamed() {
        List<String> queries = List.of("subject=%00", "subject=someone", "subject=" + "a".repeat(5_000), "subject=",
                "subject[$ne]=x", "subject.x=y", "from[0]=x", "q=%00", "stat=given", "state=maybe", "state=GIVEN",
                "state=given&state=refused", "method=mail", "purpose=wealth", "purpose=$where", "purpose=a.b",
                "purpose=__proto__", "from=yesterday", "from=-999999999-01-01T00:00:00Z",
                "from=%2B999999999-01-01T00:00:00Z", "to=-1000000000-01-01T00:00:00Z", "from=2026-02-30T00:00:00Z",
                "from=2026-01-01T25:00:00Z", "from=2026-01-01", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "limit=0", "limit=201", "limit=-1", "limit=05", "limit=0x10", "limit=%2B5", "limit=", "limit=ten",
                "limit=99999999999999999999", "cursor=abc",
                "cursor=" + "A".repeat(27), "notice=sha256:0",
                "notice=sha256:" + "0".repeat(64), "notice=%F0%9F%8D%AA");
        for (String path : List.of("/api/v1/records?", "/api/v1/accesses?")) {
            for (String query : queries) {
                HttpResponse<String> answer = get(path + query.replace("[", "%5B").replace("]", "%5D"),
                        as("carl", "compliance"));
                assertThat(answer.statusCode()).as(path + query).isEqualTo(400);
                assertThat(json(answer).get("errors").get(0).get("pointer").asString())
                        .isEqualTo(query.substring(0, query.indexOf('=')));
            }
        }
        assertThat(get("/api/v1/records/" + UUID.randomUUID(), as("carl", "compliance")).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/records/none/receipt").statusCode()).isEqualTo(404);
    }

    @Test
    void aRecordWithMembersOfALaterVersionIsShownWholeAndStillFitsItsCommitment(@Autowired MongoTemplate database) {
        HttpResponse<String> answer = post("/api/v1/choices", choice(true, false, false));
        UUID id = UUID.fromString(json(answer).get("recordId").asString());
        Document stored = Objects.requireNonNull(database.getCollection("records").find(eq("_id", id)).first());
        // What a later version would have written: one more member, under a commitment to all of them.
        Map<String, Object> record = new LinkedHashMap<>(stored.get("record", Document.class));
        record.put("ageGate", new Document("asked", true).append("words", List.of("one", "two")));
        UUID later = UuidCreator.getTimeOrderedEpoch();
        record.put("recordId", later.toString());
        Commitment commitment = Commitment.to(record, new SecureRandom());
        Document newer = new Document("_id", later).append("record", new Document(record))
                .append("choice", later.toString()).append("asked", "x").append("visitor", "x").append("later", 1);
        database.getCollection("records").insertOne(CommittedDocuments.mark(newer, commitment));
        await().until(() -> get("/api/v1/records/" + later + "/receipt").statusCode() == 200);
        JsonNode shown = json(get("/api/v1/records/" + later, as("carl", "compliance")));
        assertThat(shown.at("/record/ageGate/words/1").asString()).isEqualTo("two");
        Offline.verify(shown, VerifierKey.parse(get("/log/key").body().strip()));
        assertThat(database.getCollection("records").find(eq("_id", later)).first()).containsEntry("later", 1);
    }

    @Test
    void staffAreWrittenDownInTheAccessLogBeforeTheySeeAnything(@Autowired MongoTemplate database) {
        MongoCollection<Document> writtenDown = database.getCollection("access_records");
        long before = writtenDown.countDocuments();
        get("/api/v1/records?state=given", as("carl", "compliance"));
        assertThat(writtenDown.countDocuments()).isEqualTo(before + 1);
        await().until(() -> accesses() == before + 1);
    }

    @Test
    void theAccessLogCanBeAuditedAndLeadsToNoVisitor(@Autowired MongoTemplate database) {
        String id = json(post("/api/v1/choices", choice(true, false, false))).get("recordId").asString();
        String reader = "carl-" + UUID.randomUUID();
        String subject = json(get("/api/v1/records/" + id, as(reader, "compliance"))).at("/record/subject").asString();
        JsonNode page = json(get("/api/v1/records?limit=1&subject=" + subject, as(reader, "compliance")));
        assertThat(page.get("records")).hasSize(1);
        post("/api/v1/choices", choice(false, false, false));
        String cursor = json(get("/api/v1/records?limit=1", as(reader, "compliance"))).get("next").asString();
        get("/api/v1/records?limit=1&cursor=" + cursor, as(reader, "compliance"));
        get("/api/v1/records/" + UUID.randomUUID(), as(reader, "compliance"));
        String audit = "/api/v1/accesses?actor=" + reader;
        await().until(() -> withReceipts(json(get(audit, as("cora", "compliance"))).get("records")) == 5);

        HttpResponse<String> answer = get(audit, as("cora", "compliance"));
        assertThat(answer.body()).doesNotContain(id, subject, cursor);
        VerifierKey key = VerifierKey.parse(get("/access-log/key", as("cora", "compliance")).body().strip());
        List<String> seen = new ArrayList<>();
        json(answer).get("records").forEach(one -> {
            Offline.verify(one, key, CommitmentEntry.ACCESS);
            seen.add(one.at("/record/action").asString() + " " + one.at("/record/results").asInt());
        });
        assertThat(seen).containsExactly("read 0", "search 1", "search 1", "search 1", "read 1");
        for (Document stored : database.getCollection("access_records").find()) {
            assertThat(stored.toJson()).doesNotContain(id, subject, cursor);
        }
        assertThat(json(get("/api/v1/accesses?record=" + id, as("cora", "compliance"))).get("records")).hasSize(1);
        assertThat(json(get("/api/v1/accesses?action=search&subject=" + subject, as("cora", "compliance")))
                .get("records")).hasSize(1);
        assertThat(json(get("/api/v1/accesses?actor=cora&limit=1", as("cora", "compliance"))).get("next").asString())
                .isNotEmpty();
    }

    private static long withReceipts(JsonNode records) {
        long count = 0;
        for (JsonNode record : records) {
            count += record.get("receipt").isNull() ? 0 : 1;
        }
        return count;
    }

    private long accesses() {
        HttpResponse<String> checkpoint = get("/access-log/checkpoint", as("carl", "compliance"));
        return checkpoint.statusCode() == 200 ? Long.parseLong(checkpoint.body().lines().toList().get(1)) : 0;
    }

    private JsonNode search(String query) {
        return json(get("/api/v1/records?" + query, as("carl", "compliance"))).get("records");
    }

    private static List<String> ids(JsonNode records) {
        List<String> ids = new ArrayList<>();
        records.forEach(record -> ids.add(record.get("recordId").asString()));
        return ids;
    }
}
