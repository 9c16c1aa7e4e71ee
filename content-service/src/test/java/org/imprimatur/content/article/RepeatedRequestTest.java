package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests whose answer was lost, and requests that meet each other. */
class RepeatedRequestTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";

    @Autowired
    private MongoClient database;

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
    void aRevocationThatTheBrokerGotTooLateIsNotCalledCertainWhenItIsAskedForAgain() {
        Map<String, String> later = Map.of("releaseAt", "2099-01-01T00:00:00Z");
        String key = UUID.randomUUID().toString();
        Answer waiting = edith().take("approve", anna().take("submit", anna().write("Late " + key)), later);
        String article = ARTICLES + "/" + waiting.id();
        Supplier<Answer> revoke = () -> edith().post(article + "/actions/revoke-approval", Map.of(), "If-Match",
                waiting.tag(), "Idempotency-Key", key);
        Answer revoked = revoke.get();
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoke.get().status()).isEqualTo(200);
        sentAt(waiting.id(), 4, Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(revoke.get().status()).isEqualTo(202);
        assertThat(revoke.get().text("/publication/underWay")).isEqualTo("REVOCATION");

        Answer again = edith().take("approve", anna().take("submit", revoked), later);
        Supplier<Answer> edit = () -> anna().put(article, Map.of("headline", "H", "section", "cases", "body", "B"),
                "If-Match", again.tag());
        assertThat(edit.get().status()).isEqualTo(200);
        sentAt(waiting.id(), 7, Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(edit.get().status()).isEqualTo(202);
    }

    private void sentAt(String article, long sequence, Instant time) {
        database.getDatabase(DATABASE).getCollection("outbox").updateOne(
                Filters.and(Filters.eq("_id.article", article), Filters.eq("_id.sequence", sequence)),
                Updates.set("sentAt", time));
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

    @Test
    void anIdenticalSaveWhoseAnswerWasLostIsAnsweredAndNotRefused() {
        Answer made = anna().write("Lost answer");
        Map<String, String> words = Map.of("headline", "Lost answer", "section", "cases", "body", "Other words.");
        Answer first = anna().put(ARTICLES + "/" + made.id(), words, "If-Match", made.tag());
        Answer again = anna().put(ARTICLES + "/" + made.id(), words, "If-Match", made.tag());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.tag()).isEqualTo(first.tag());
        Answer others = anna().put(ARTICLES + "/" + made.id(),
                Map.of("headline", "Lost answer", "section", "cases", "body", "Different."), "If-Match", made.tag());
        assertThat(others.status()).isEqualTo(412);
    }

    @Test
    void identicalSavesAtOnceAreAllAnsweredAndKeptOnce() throws Exception {
        Answer made = anna().write("Same at once");
        List<Answer> answers = atOnce(8, () -> anna().put(ARTICLES + "/" + made.id(),
                Map.of("headline", "Same at once", "section", "cases", "body", "Other words."), "If-Match",
                made.tag()));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(anna().get(ARTICLES + "/" + made.id()).body().at("/revision").asInt()).isEqualTo(2);
    }

    @Test
    void aRepeatedAnswerSaysThatOthersHaveDecidedSince() {
        String key = UUID.randomUUID().toString();
        Answer made = anna().write("Moved on");
        String address = ARTICLES + "/" + made.id() + "/actions/submit";
        Answer submitted = anna().post(address, Map.of(), "If-Match", made.tag(), "Idempotency-Key", key);
        assertThat(submitted.body().has("movedOn")).isFalse();
        Answer rejected = edith().take("reject", submitted, Map.of("reason", "No source."));
        Answer again = anna().post(address, Map.of(), "If-Match", made.tag(), "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/state")).isEqualTo("IN_REVIEW");
        assertThat(again.text("/movedOn/state")).isEqualTo("DRAFT");
        assertThat(again.text("/movedOn/etag")).isEqualTo(rejected.tag());
        assertThat(again.body().at("/actions").valueStream().map(node -> node.asString())).contains("submit");
    }

    @Test
    void theSameStepManyTimesAtOnceIsTakenOnceAndAnsweredEachTime() throws Exception {
        for (int round = 0; round < 10; round++) {
            Answer submitted = anna().take("submit", anna().write("Step at once"));
            String key = UUID.randomUUID().toString();
            List<Answer> answers = atOnce(4,
                    () -> edith().post(ARTICLES + "/" + submitted.id() + "/actions/approve", Map.of(), "If-Match",
                            submitted.tag(), "Idempotency-Key", key));
            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers).extracting(Answer::tag).containsOnly(answers.getFirst().tag());
        }
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
}
