package org.imprimatur.consent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReportTest extends RunningService {
    private static final String[] CARL = as("carl", "compliance");

    @Test
    void statisticsCountChoicesByWhatTheySay() {
        JsonNode before = json(get("/api/v1/statistics", CARL));
        post("/api/v1/choices", choice(true, false, false));
        post("/api/v1/choices", choice(true, true, false), "Sec-GPC", "1");
        HttpResponse<String> erased = post("/api/v1/choices", choice(false, false, false));
        String from = json(get("/api/v1/records/" + id(erased), CARL)).at("/record/eventTime").asString();
        assertThat(difference(before, "/total")).isEqualTo(3);
        assertThat(difference(before, "/states/given")).isEqualTo(2);
        assertThat(difference(before, "/states/refused")).isEqualTo(1);
        assertThat(difference(before, "/purposes/preferences/allowed")).isEqualTo(2);
        assertThat(difference(before, "/purposes/preferences/refused")).isEqualTo(1);
        assertThat(difference(before, "/purposes/statistics/allowed")).isEqualTo(1);
        assertThat(difference(before, "/gpc/on")).isEqualTo(1);
        assertThat(difference(before, "/days/" + from.substring(0, 10) + "/given")).isEqualTo(2);
        assertThat(json(get("/api/v1/statistics?from=" + from, CARL)).get("total").asLong()).isEqualTo(1);
        post("/api/v1/records/" + id(erased) + "/erasure", Map.of("reason", "a test"), CARL);
        assertThat(difference(before, "/total")).isEqualTo(2);
        JsonNode written = json(get("/api/v1/accesses?action=statistics&limit=1", CARL)).get("records").get(0);
        assertThat(written.at("/record/results").asLong()).isEqualTo(before.get("total").asLong() + 2);
        for (String query : List.of("from=yesterday", "state=given", "notice=x")) {
            assertThat(get("/api/v1/statistics?" + query, CARL).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void anExportHoldsEveryRecordAskedForInEachFormatAndIsCountedInTheAccessLog() {
        List<String> ids = new ArrayList<>();
        String visitor = "";
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = post("/api/v1/choices", choice(i == 0, i == 1, false), "Cookie", visitor);
            visitor = visitor.isEmpty() ? "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor") : visitor;
            ids.addFirst(id(answer));
        }
        post("/api/v1/choices", choice(true, true, true));
        String subject = json(get("/api/v1/records/" + ids.getFirst(), CARL)).at("/record/subject").asString();
        String query = "&subject=" + subject;

        HttpResponse<String> csv = get("/api/v1/export?format=csv" + query, CARL);
        assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
        List<String> lines = csv.body().lines().toList();
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(lines.getFirst()).startsWith("recordId,receiptId,subject,").endsWith(",choices");
        assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyElementsOf(ids);
        assertThat(lines.getLast()).contains("preferences=true");

        HttpResponse<String> ndjson = get("/api/v1/export?format=ndjson" + query, CARL);
        assertThat(ndjson.body().lines().map(line -> JSON.readTree(line).get("recordId").asString()))
                .containsExactlyElementsOf(ids);

        JsonNode linked = json(get("/api/v1/export?format=jsonld" + query, CARL));
        assertThat(linked.at("/@context/dpv").asString()).isEqualTo("https://w3id.org/dpv#");
        assertThat(linked.get("@graph")).hasSize(3);
        JsonNode first = linked.get("@graph").get(0);
        assertThat(first.get("@type").asString()).isEqualTo("dpv:ConsentRecord");
        assertThat(first.at("/dpv:hasConsentStatus/@id").asString()).isEqualTo("dpv:ConsentWithdrawn");
        assertThat(first.at("/dpv:hasProcess/3/dpv:hasPurpose/0/@id").asString())
                .isEqualTo("dpv:ServiceUsageAnalytics");
        assertThat(json(get("/api/v1/export?format=jsonld&method=gpc&subject=" + subject, CARL)).get("@graph"))
                .isEmpty();

        JsonNode written = json(get("/api/v1/accesses?action=export&subject=" + subject, CARL)).get("records");
        assertThat(written).hasSize(4);
        assertThat(written.get(3).at("/record/results").asInt()).isEqualTo(3);
        assertThat(written.get(3).at("/record/target/format").asString()).isEqualTo("csv");
        for (String bad : List.of("", "format=xml", "format=csv&limit=3", "format=csv&state=maybe")) {
            assertThat(get("/api/v1/export?" + bad, CARL).statusCode()).as(bad).isEqualTo(400);
        }
    }

    private long difference(JsonNode before, String pointer) {
        return json(get("/api/v1/statistics", CARL)).at(pointer).asLong(0) - before.at(pointer).asLong(0);
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).get("recordId").asString();
    }
}
