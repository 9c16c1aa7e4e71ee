package org.imprimatur.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.imprimatur.consent.RunningService;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** Notices from their draft to the visitors. What it publishes is in force in this service only. */
@DirtiesContext
class NoticeDeskTest extends RunningService {
    private static final String DRAFTS = "/api/v1/notice-drafts";
    private static final String[] CARL = as("carl", "compliance");
    private static final String[] CORA = as("cora", "compliance");

    @Autowired
    private Notices notices;

    @Test
    void aChangeOfSubstanceIsApprovedByASecondPersonAndAsksEveryVisitorAgain(
            @Autowired AutowireCapableBeanFactory beans) {
        Notice before = notices.inForce("en", null);
        Notices another = beans.createBean(Notices.class);
        HttpResponse<String> drafted = draft("substance", everyLanguage(text -> text.replace("90 days", "91 days")));
        assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(201);
        String draft = drafted.headers().firstValue("Location").orElseThrow();
        assertThat(get(draft, CARL).body()).isEqualTo(drafted.body());
        String hash = json(drafted).get("hash").asString();
        int next = Integer.parseInt(before.policyVersion()) + 1;
        assertThat(Integer.parseInt(json(drafted).get("policyVersion").asString())).isGreaterThanOrEqualTo(next);

        assertThat(post(draft + "/publication", "", CARL).statusCode()).isEqualTo(409);
        HttpResponse<String> own = post(draft + "/approval", Map.of("hash", hash), CARL);
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(json(own).get("type").asString()).isEqualTo("urn:imprimatur:problem:four-eyes");
        assertThat(post(draft + "/approval", Map.of("hash", "sha256:0"), CORA).statusCode()).isEqualTo(409);
        assertThat(json(post(draft + "/approval", Map.of("hash", hash), CORA)).get("approvedBy").asString())
                .isEqualTo("cora");
        assertThat(notices.inForce("en", null)).isEqualTo(before);

        HttpResponse<String> published = post(draft + "/publication", "", CARL);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        assertThat(post(draft + "/publication", "", CORA).body()).isEqualTo(published.body());
        Notice now = notices.inForce("en", null);
        assertThat(now.document().toString()).contains("91 days");
        assertThat(now.policyVersion()).isEqualTo(json(drafted).get("policyVersion").asString());
        assertThat(json(get("/api/v1/notice?lang=en")).get("hash").asString()).isEqualTo(now.hash());
        assertThat(get("/banner.js?lang=en").body()).contains(now.hash()).doesNotContain(before.hash());
        assertThat(notices.languages()).isEqualTo(another.languages());
        another.follow();
        assertThat(another.inForce("de", null)).isEqualTo(notices.inForce("de", null));
        // What a visitor was shown a moment ago is still a notice, and its choice asks again by its version.
        assertThat(get("/api/v1/notices/" + before.hash()).statusCode()).isEqualTo(200);
        HttpResponse<String> late = post("/api/v1/choices", choice(before.hash(), true, false, false));
        assertThat(late.statusCode()).isEqualTo(201);
        assertThat(cookie(late, "imprimatur_choice")).startsWith(before.policyVersion() + ":");
        JsonNode first = json(get("/api/v1/notice-publications", CARL)).get("publications").get(0);
        assertThat(first.get("draftedBy").asString() + first.get("approvedBy").asString()).isEqualTo("carlcora");
        assertThat(json(get("/api/v1/accesses?action=approve-notice", CARL)).get("records").get(0)
                .at("/record/actor").asString()).isEqualTo("cora");
    }

    @Test
    void whatAnotherInstancePublishedIsInForceHereWithinSeconds(@Autowired NoticePublications publications) {
        Notice before = notices.inForce("fr", null);
        HttpResponse<String> drafted = draft("text",
                List.of(document("fr", text -> text.replace("Tout refuser", "Refuser tout"))));
        String draft = drafted.headers().firstValue("Location").orElseThrow();
        post(draft + "/approval", Map.of("hash", json(drafted).get("hash").asString()), CORA);
        // As the other one does it: this instance isn't told.
        Map<String, String> all = new TreeMap<>();
        notices.languages().forEach(language -> all.put(language, notices.inForce(language, null).hash()));
        Notice text = NoticeReader.read(CanonicalJson.bytes(document(drafted)));
        notices.keep(text);
        all.put("fr", text.hash());
        assertThat(publications.add(new NoticePublication(publications.last() + 1, "EU", text.policyVersion(),
                NoticeChange.TEXT, all, UUID.randomUUID(), "carl", "cora", "carl",
                Instant.EPOCH, "elsewhere"))).isTrue();
        await().untilAsserted(() -> assertThat(notices.inForce("fr", null)).isEqualTo(text));
        assertThat(text.policyVersion()).isEqualTo(before.policyVersion());
        // The draft was made against what is no longer in force.
        assertThat(post(draft + "/publication", "", CARL).statusCode()).isEqualTo(409);
    }

    @Test
    void aFixOfWordsKeepsTheVersionAndNothingElseMayBeCalledOne() {
        Notice before = notices.inForce("de", null);
        HttpResponse<String> drafted = draft("text",
                List.of(document("de", text -> text.replace("Alle ablehnen", "Alles ablehnen"))));
        assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(201);
        assertThat(json(drafted).get("policyVersion").asString()).isEqualTo(before.policyVersion());
        assertFault("text", List.of(document("en", text -> text.replace("\"13 months\"", "\"14 months\""))),
                "/notices/0");
        assertFault("text", List.of(document("en", text -> text.replace("\"sharing\":true", "\"sharing\":false"))),
                "/notices/0");
        assertFault("substance", List.of(document("en", text -> text.replace("13 months", "14 months"))), "/notices");
        assertThat(notices.inForce("de", null)).isEqualTo(before);
    }

    @Test
    void aDraftThatCouldNotBeShownOrKeptIsRefused() {
        assertFault("text", List.of(document("en", text -> text.replace("\"accept\":", "\"acept\":"))),
                "/notices/0/banner/accept");
        assertFault("text", List.of(document("en", text -> text.replace("\"Accept all\"", "\" \""))),
                "/notices/0/banner/accept");
        assertFault("text", List.of(document("en", text -> text.replace("\"P180D\"", "\"half a year\""))),
                "/notices/0");
        assertFault("text", List.of(document("en", text -> text.replace("\"given\":\"P3Y\"", "\"given\":\"P9Y\""))),
                "/notices/0/recordRetention");
        assertFault("text", List.of(document("en", text -> text), document("en", text -> text)),
                "/notices/1/language");
        assertFault("substance", everyLanguage(text -> text.replace("[\"reject\",\"accept\",\"choose\"]",
                "[\"accept\",\"reject\",\"choose\"]")), "/notices/0/layout");
        assertFault("perhaps", List.of(document("en", text -> text)), "/change");
        assertFault("text", List.of(), "/notices");
        Map<String, Object> versioned = document("en", text -> text);
        versioned.put("policyVersion", "99");
        assertFault("text", List.of(versioned), "/notices/0/policyVersion");
        assertThat(post(DRAFTS, Map.of("change", "text", "notices", List.of(document("en", text -> text))), CARL)
                .statusCode()).isEqualTo(422);
        assertThat(get(DRAFTS + "/x", CARL).statusCode()).isEqualTo(404);
    }

    private void assertFault(String change, List<Map<String, Object>> documents, String pointer) {
        HttpResponse<String> refused = draft(change, documents);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        List<String> pointers = new ArrayList<>();
        json(refused).get("errors").forEach(error -> pointers.add(error.get("pointer").asString()));
        assertThat(pointers).contains(pointer);
    }

    private HttpResponse<String> draft(String change, List<Map<String, Object>> documents) {
        return post(DRAFTS, Map.of("change", change, "reason", "a test", "notices", documents), CARL);
    }

    private List<Map<String, Object>> everyLanguage(UnaryOperator<String> edit) {
        return notices.languages().stream().map(language -> document(language, edit)).toList();
    }

    /** The notice in force, edited as text without its version. */
    private Map<String, Object> document(String language, UnaryOperator<String> edit) {
        Map<String, Object> document = parsed(edit.apply(
                CanonicalJson.text(notices.inForce(language, null).document())));
        document.remove("policyVersion");
        return document;
    }

    private static Map<String, Object> document(HttpResponse<String> drafted) {
        return parsed(json(drafted).get("notices").get(0).toString());
    }

    @SuppressWarnings("unchecked") // the reader makes objects with string keys only
    private static Map<String, Object> parsed(String json) {
        return new LinkedHashMap<>((Map<String, Object>) Objects.requireNonNull(JsonReader.read(json)));
    }
}
