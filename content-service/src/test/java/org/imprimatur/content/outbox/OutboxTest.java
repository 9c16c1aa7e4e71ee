package org.imprimatur.content.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.imprimatur.content.ArticleKey;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.imprimatur.content.Topic;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.Topics;
import org.junit.jupiter.api.Test;

class OutboxTest extends RunningService {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Topic articles = new Topic(Topics.ARTICLES);
    private final EventCodec codec = new EventCodec();

    @Test
    void anApprovalLeavesAsTheEventThatTheContractDescribes() {
        Answer written = anna().write("Sound marks are heard");
        Answer approved = edith().post("/api/v1/articles/" + written.id() + "/actions/approve",
                Map.of(), "If-Match", anna().take("submit", written).tag(), "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(approved.status()).isEqualTo(200);

        List<Topic.Letter> letters = articles.await(written.id(), 2);

        assertThat(letters).extracting(letter -> letter.header("ce_type"))
                .containsExactly("org.imprimatur.article.submitted.v1", "org.imprimatur.article.approved.v1");
        Topic.Letter approval = letters.getLast();
        assertThat(approval.headers()).containsEntry("ce_id", written.id() + "-3")
                .containsEntry("ce_specversion", "1.0").containsEntry("ce_source", "/content-service")
                .containsEntry("ce_subject", written.id()).containsEntry("content-type", "application/json")
                .containsEntry("ce_time", approved.text("/updatedAt")).containsKey("traceparent");
        assertThat(approval.header("traceparent")).startsWith("00-" + TRACE);
        assertThat(codec.decode(approval.header("ce_type"), approval.value().getBytes(UTF_8)))
                .get().isInstanceOfSatisfying(ArticleApproved.class, event -> {
                    assertThat(event.sequence()).isEqualTo(3);
                    assertThat(event.revisionHash()).isEqualTo(written.text("/revisionHash"));
                    assertThat(event.slug()).isEqualTo("sound-marks-are-heard");
                    assertThat(event.approvedBy()).isEqualTo("edith");
                    assertThat(event.contentHash()).isEqualTo(event.revisionHash());
                });
    }

    @Test
    void everyArticleEventIsSignedAndNamesItsEntryInTheLog() {
        Answer approved = edith().take("approve", anna().take("submit", anna().write("Signed")));
        Answer withdrawn = edith().take("withdraw", approved, Map.of("reason", "Wrong."));
        lena().take("take-down", withdrawn, Map.of("reason", "Court order."));
        var entries = anna().get("/api/v1/articles/" + approved.id() + "/history").body().at("/entries");
        for (Topic.Letter letter : articles.await(approved.id(), 4)) {
            byte[] value = letter.value().getBytes(UTF_8);
            String id = letter.header("ce_id");
            assertThat(ArticleKey.verifier(DATABASE).isGenuine(letter.header("imprimatur_signature"), id,
                    letter.header("ce_type"), letter.header("ce_subject"), value)).isTrue();
            ArticleEvent event = (ArticleEvent) codec.decode(letter.header("ce_type"), value).orElseThrow();
            assertThat(event.entryHash()).isEqualTo(
                    entries.get((int) event.sequence() - 1).path("hash").asString());
        }
    }
}
