package org.imprimatur.consent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.consent.RunningService;
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
        for (String query : List.of("state=refused", "purpose=marketing", "method=gpc", "subject=someone",
                "to=2020-01-01T00:00:00Z", "from=2100-01-01T00:00:00Z", "notice=sha256:0")) {
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
    void badInputIsNamed() {
        assertThat(get("/api/v1/records?cursor=abc", as("carl", "compliance")).statusCode()).isEqualTo(400);
        for (String query : List.of("state=maybe", "method=mail", "from=yesterday", "limit=0", "limit=201",
                "purpose=$where", "purpose=a.b")) {
            HttpResponse<String> answer = get("/api/v1/records?" + query, as("carl", "compliance"));
            assertThat(answer.statusCode()).as(query).isEqualTo(422);
            assertThat(json(answer).get("errors").get(0).get("pointer").asString())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
        assertThat(get("/api/v1/records/" + UUID.randomUUID(), as("carl", "compliance")).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/records/none/receipt").statusCode()).isEqualTo(404);
    }

    @Test
    void staffAreWrittenDownInTheAccessLogBeforeTheySeeAnything(@Autowired MongoTemplate database) {
        MongoCollection<Document> writtenDown = database.getCollection("access_records");
        long before = writtenDown.countDocuments();
        get("/api/v1/records?state=given", as("carl", "compliance"));
        assertThat(writtenDown.countDocuments()).isEqualTo(before + 1);
        await().until(() -> accesses() == before + 1);
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
