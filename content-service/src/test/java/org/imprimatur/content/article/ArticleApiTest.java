package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.junit.jupiter.api.Test;

class ArticleApiTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";

    @Test
    void aDraftComesBackAsItWasWrittenAndPublishesNothing() {
        Map<String, Object> content = Map.of("headline", "China’s e-commerce: “100%” protected", "standfirst", "Four’s",
                "body", "One.\n\nTwo 10.9%.", "section", "articles", "slug", unique("sample"), "tags",
                List.of("e-commerce", "china"), "byline", "", "source", Map.of("name", "example.org"), "language",
                "en-GB");

        Answer made = anna().post(ARTICLES, content);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo(ARTICLES + "/" + made.id());
        Answer read = erik().get(made.header("location"));
        assertThat(read.tag()).isEqualTo(made.tag());
        assertThat(read.body().at("/content")).isEqualTo(made.body().at("/content"));
        assertThat(read.text("/content/headline")).isEqualTo("China’s e-commerce: “100%” protected");
        assertThat(read.body().at("/content/byline").isString()).isTrue();
        assertThat(read.text("/revisionHash")).matches("sha256:[0-9a-f]{64}");
        assertThat(read.text("/state")).isEqualTo("DRAFT");
        assertThat(read.text("/publication/state")).isEqualTo("UNPUBLISHED");
        assertThat(read.body().has("createdBy")).isTrue();
    }

    @Test
    void theActionsAreThoseOfTheCallerWhoAsks() {
        Answer submitted = anna().take("submit", anna().write("Whose actions"));
        String address = ARTICLES + "/" + submitted.id();
        assertThat(actions(anna().get(address))).isEmpty();
        assertThat(actions(edith().get(address))).containsExactly("approve", "reject");
        assertThat(actions(lena().get(address))).isEmpty();
    }

    @Test
    void anUnchangedArticleIsNotSentAgain() {
        Answer made = anna().write("Not modified");
        Answer again = anna().get(ARTICLES + "/" + made.id(), "If-None-Match", made.tag());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.tag()).isEqualTo(made.tag());
    }

    @Test
    void editsNeedTheVersionThatTheyWereMadeOn() {
        Answer made = anna().write("Versions");
        String address = ARTICLES + "/" + made.id();
        Map<String, String> changed = Map.of("headline", "Versions", "section", "cases", "body", "Other words.");

        assertThat(anna().put(address, changed).status()).isEqualTo(428);
        Answer edited = anna().put(address, changed, "If-Match", made.tag());
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.body().at("/revision").asInt()).isEqualTo(2);

        Answer stale = erik().put(address, Map.of("headline", "Mine", "section", "cases", "body", "B"), "If-Match",
                made.tag());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/currentETag")).isEqualTo(edited.tag()).isEqualTo(stale.tag());
        Map<String, String> mine = Map.of("headline", "Mine", "section", "cases", "body", "B");
        assertThat(erik().put(address, mine, "If-Match", "W/" + edited.tag()).status()).isEqualTo(412);
        assertThat(erik().put(address, mine, "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void anApprovalNamesTheOneVersionThatWasRead() {
        Answer submitted = anna().take("submit", write("Which version"));
        String address = ARTICLES + "/" + submitted.id() + "/actions/approve";
        for (String vague : List.of("*", " * ", "\"*\"", "*, " + submitted.tag(), "\"s1.r0\", " + submitted.tag())) {
            Answer refused = edith().post(address, Map.of(), "If-Match", vague);
            assertThat(refused.status()).as(vague).isEqualTo(428);
            assertThat(refused.text("/currentETag")).isEqualTo(submitted.tag());
        }
        for (String weak : List.of("W/" + submitted.tag(), "W/\"x\"", "\"s2\"")) {
            assertThat(edith().post(address, Map.of(), "If-Match", weak).status()).as(weak).isEqualTo(412);
        }
        assertThat(edith().post(address, Map.of()).status()).isEqualTo(428);
        assertThat(edith().get(ARTICLES + "/" + submitted.id()).text("/state")).isEqualTo("IN_REVIEW");
    }

    @Test
    void aReplacementEmptiesWhatItLeavesOutExceptSlugAndLanguage() {
        Answer made = anna().post(ARTICLES, Map.of("headline", "Whole", "standfirst", "S", "body", "B", "section",
                "cases", "slug", unique("whole"), "tags", List.of("t"), "byline", "B", "source", Map.of("name", "n"),
                "language", "de"));
        Answer replaced = anna().put(ARTICLES + "/" + made.id(),
                Map.of("headline", "Whole", "section", "cases", "body", ""), "If-Match", made.tag());
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("/content/body")).isEmpty();
        assertThat(replaced.text("/content/slug")).isEqualTo(made.text("/content/slug"));
        assertThat(replaced.text("/content/language")).isEqualTo("de");
        assertThat(replaced.body().at("/content/tags")).isEmpty();
        for (String emptied : List.of("standfirst", "byline", "source")) {
            assertThat(replaced.body().at("/content").has(emptied)).as(emptied).isFalse();
        }
    }

    @Test
    void sendingTheSameWordsAgainLogsNothing() {
        Answer made = anna().write("Same words");
        Answer again = anna().put(ARTICLES + "/" + made.id(),
                Map.of("headline", "Same words", "section", "cases", "body", "Words about it."), "If-Match",
                made.tag());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.tag()).isEqualTo(made.tag());
    }

    @Test
    void anEditorCannotApproveWhatTheyEditedAndAnotherCan() {
        Answer edited = erik().put(ARTICLES + "/" + write("Four eyes").id(),
                Map.of("headline", "Four eyes", "section", "cases", "body", "Erik’s words."), "If-Match", "*");
        Answer submitted = anna().take("submit", edited);
        Answer refused = erik().take("approve", submitted);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:four-eyes");
        Answer approved = edith().take("approve", submitted);
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.text("/state")).isEqualTo("APPROVED");
        assertThat(approved.text("/publication/state")).isEqualTo("UNPUBLISHED");
        assertThat(approved.text("/publication/underWay")).isEqualTo("RELEASE");
    }

    @Test
    void aStepThatDoesNotFitNamesTheOnesThatDo() {
        Answer refused = edith().take("approve", write("Not yet"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:action-not-allowed");
        assertThat(refused.body().at("/allowed").valueStream().map(node -> node.asString())).containsExactly("submit",
                "discard");
    }

    @Test
    void theWholeLifeOfAnArticle() {
        Answer seen = anna().take("submit", write("A whole life"));
        seen = edith().take("reject", seen, Map.of("reason", "No source."));
        seen = anna().take("submit", seen);
        seen = edith().take("approve", seen, Map.of("releaseAt", "2099-01-01T00:00:00Z"));
        assertThat(seen.text("/publication/releaseAt")).isEqualTo("2099-01-01T00:00:00Z");
        seen = erik().take("revoke-approval", seen);
        seen = anna().take("submit", seen);
        seen = edith().take("approve", seen);
        seen = erik().take("withdraw", seen, Map.of("reason", "Wrong court."));
        assertThat(seen.text("/publication/underWay")).isEqualTo("WITHDRAWAL");
        seen = lena().take("take-down", seen, Map.of("reason", "Court order."));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("/publication/underWay")).isEqualTo("TAKE_DOWN");
        assertThat(edith().take("submit", seen).status()).isEqualTo(409);
    }

    private Answer write(String headline) {
        return anna().write(headline);
    }

    private static List<String> actions(Answer answer) {
        return answer.body().at("/actions").valueStream().map(node -> node.asString()).toList();
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    @Test
    void whoeverAsksForAFormThatThereIsNotHasChangedNothing() {
        Answer submitted = anna().take("submit", anna().write("Not as a page"));
        String address = "/api/v1/articles/" + submitted.id();
        assertThat(edith().post(address + "/actions/reject", Map.of("reason", "because"), "If-Match", submitted.tag(),
                "Accept", "text/html").status()).isEqualTo(406);
        assertThat(edith().put(address, Map.of("headline", "Other", "section", "cases", "body", "Other words"),
                "If-Match", submitted.tag(), "Accept", "text/html").status()).isEqualTo(406);
        assertThat(anna().get(address).tag()).isEqualTo(submitted.tag());
    }
}
