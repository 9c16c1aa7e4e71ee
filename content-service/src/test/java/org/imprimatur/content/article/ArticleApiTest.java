package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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

        Answer stale = erik().put(address, Map.of("headline", "Mine", "section", "cases"), "If-Match", made.tag());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/currentETag")).isEqualTo(edited.tag()).isEqualTo(stale.tag());
        assertThat(erik().put(address, changed, "If-Match", "W/" + edited.tag()).status()).isEqualTo(412);
        assertThat(erik().put(address, changed, "If-Match", "*").status()).isEqualTo(200);
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
        assertThat(approved.text("/publication/state")).isEqualTo("SCHEDULED");
    }

    @Test
    void aStepThatDoesNotFitNamesTheOnesThatDo() {
        Answer refused = edith().take("approve", write("Not yet"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:action-not-allowed");
        assertThat(refused.body().at("/allowed").valueStream().map(node -> node.asString())).containsExactly("submit");
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
        assertThat(seen.text("/publication/state")).isEqualTo("WITHDRAWN");
        seen = lena().take("take-down", seen, Map.of("reason", "Court order."));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("/publication/state")).isEqualTo("TAKEN_DOWN");
        assertThat(edith().take("submit", seen).status()).isEqualTo(409);
    }

    @Test
    void aTakenSlugIsRefusedAndADerivedOneIsNumbered() {
        String headline = "Slug " + UUID.randomUUID();
        Answer first = anna().write(headline);
        Answer second = anna().write(headline);
        assertThat(second.text("/content/slug")).isEqualTo(first.text("/content/slug") + "-2");
        Answer refused = anna().post(ARTICLES,
                Map.of("headline", "Other", "section", "cases", "slug", first.text("/content/slug")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:slug-taken");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/slug");
        Answer moved = anna().put(ARTICLES + "/" + second.id(),
                Map.of("headline", "Other", "section", "cases", "slug", first.text("/content/slug")), "If-Match", "*");
        assertThat(moved.status()).isEqualTo(409);
    }

    @Test
    void aHeadlineCanComeAgainAnyNumberOfTimes() {
        String headline = "Diary " + UUID.randomUUID();
        Set<String> slugs = new HashSet<>();
        for (int week = 1; week <= 30; week++) {
            Answer made = anna().write(headline);
            assertThat(made.status()).as("week " + week).isEqualTo(201);
            slugs.add(made.text("/content/slug"));
            if (week > 5) {
                assertThat(made.text("/content/slug")).endsWith(made.id().substring(made.id().lastIndexOf('-')));
            }
        }
        assertThat(slugs).hasSize(30).allMatch(slug -> slug.startsWith("diary-"));
    }

    @Test
    void aRepeatedRequestIsAnsweredAgainAndDoneOnce() {
        Map<String, String> content = Map.of("headline", "Once " + UUID.randomUUID(), "section", "cases", "body", "B");
        String key = UUID.randomUUID().toString();
        Answer first = anna().post(ARTICLES, content, "Idempotency-Key", key);
        Answer second = anna().post(ARTICLES, content, "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.headers()).containsEntry("etag", first.tag()).containsEntry("location",
                first.header("location"));
        assertThat(second.body()).isEqualTo(first.body());
        // Another caller's key is another key.
        assertThat(person("bob", "author").post(ARTICLES, content, "Idempotency-Key", key).id())
                .isNotEqualTo(first.id());

        String address = ARTICLES + "/" + first.id() + "/actions/submit";
        Answer submitted = anna().post(address, Map.of(), "If-Match", first.tag(), "Idempotency-Key", key + "s");
        Answer again = anna().post(address, Map.of(), "If-Match", first.tag(), "Idempotency-Key", key + "s");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(submitted.body());
    }

    @Test
    void aKeyStandsForOneRequestOnly() {
        String key = UUID.randomUUID().toString();
        anna().post(ARTICLES, Map.of("headline", "Key one", "section", "cases"), "Idempotency-Key", key);
        Answer other = anna().post(ARTICLES, Map.of("headline", "Key two", "section", "cases"), "Idempotency-Key",
                key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("/type")).isEqualTo("urn:imprimatur:problem:idempotency-key-reused");
    }

    @Test
    void theSameRequestManyTimesAtOnceMakesOneArticle() throws Exception {
        Map<String, String> content = Map.of("headline", "At once " + UUID.randomUUID(), "section", "cases");
        String key = UUID.randomUUID().toString();
        List<Answer> answers = atOnce(8, () -> anna().post(ARTICLES, content, "Idempotency-Key", key));
        assertThat(answers).extracting(Answer::status).contains(201).containsAnyOf(201, 409)
                .allMatch(status -> status == 201 || status == 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::id).distinct()).hasSize(1);
    }

    @Test
    void ofManyWritersOnTheSameVersionOneWinsAndTheOthersAreTold() throws Exception {
        Answer made = anna().write("Race");
        List<Answer> answers = atOnce(8, () -> erik().put(ARTICLES + "/" + made.id(),
                Map.of("headline", "Race", "section", "cases", "body", UUID.randomUUID().toString()), "If-Match",
                made.tag()));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200)
                .allMatch(status -> status == 200 || status == 412);
        assertThat(anna().get(ARTICLES + "/" + made.id()).body().at("/revision").asInt()).isEqualTo(2);
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

    private static List<Answer> atOnce(int times, Callable<Answer> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(IntStream.range(0, times).mapToObj(i -> request).toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
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
