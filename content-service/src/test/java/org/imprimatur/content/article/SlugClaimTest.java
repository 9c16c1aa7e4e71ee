package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.imprimatur.content.Topic;
import org.imprimatur.events.Topics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who has which slug: decided by the commit that takes it. */
class SlugClaimTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";

    private final Topic articles = new Topic(Topics.ARTICLES);

    @Autowired
    private MongoClient database;

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
                Map.of("headline", "Other", "section", "cases", "body", "B", "slug", first.text("/content/slug")),
                "If-Match", "*");
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
    void aRenamedDraftGivesItsSlugBackAtOnceAndAStoryThatWasPublicNever() {
        String slug = "renamed-" + UUID.randomUUID();
        rename(begin(slug), slug + "-2");
        Answer next = begin(slug);
        assertThat(next.status()).isEqualTo(201);
        Answer approved = edith().take("approve", anna().take("submit", next));
        rename(approved, slug + "-3");
        Answer refused = begin(slug);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/heldBy/article")).isEqualTo(next.id());
        assertThat(refused.body().at("/heldBy/formerAddress").asBoolean()).isTrue();
        assertThat(begin(slug + "-3").body().at("/heldBy/formerAddress").asBoolean(true)).isFalse();
    }

    @Test
    void aSlugCanGoFromDraftToDraftAndBackAnyNumberOfTimes() {
        String slug = "wandering-" + UUID.randomUUID();
        Answer one = begin(slug);
        Answer other = begin(slug + "-other");
        for (int round = 1; round <= 12; round++) {
            one = rename(one, slug + "-aside-" + round);
            other = rename(other, slug);
            assertThat(begin(slug).status()).isEqualTo(409);
            other = rename(other, slug + "-other-" + round);
            one = rename(one, slug);
            assertThat(begin(slug).text("/heldBy/article")).isEqualTo(one.id());
        }
    }

    @Test
    void noDecisionChangesAnEntryThatIsThere() {
        Answer made = begin("unchanged-" + UUID.randomUUID());
        List<Document> before = entries(made);
        Answer approved = edith().take("approve", anna().take("submit", rename(made, "moved-" + UUID.randomUUID())));
        await().atMost(Duration.ofSeconds(20)).until(() -> articles.all(made.id()).size() == 2);
        List<Document> sent = entries(made);
        edith().take("withdraw", approved, Map.of("reason", "Wrong."));
        await().atMost(Duration.ofSeconds(20)).until(() -> articles.all(made.id()).size() == 3);
        assertThat(sent.subList(0, 1)).isEqualTo(before);
        assertThat(entries(made).subList(0, 4)).isEqualTo(sent);
    }

    @Test
    void anApprovalThatNeverCameDueKeepsNoSlug() {
        String slug = "revoked-" + UUID.randomUUID();
        Answer approved = edith().take("approve", anna().take("submit", begin(slug)),
                Map.of("releaseAt", "2099-01-01T00:00:00Z"));
        rename(approved, slug + "-2");
        assertThat(begin(slug).status()).isEqualTo(201);
    }

    @Test
    void aDiscardedDraftGivesItsSlugBackAndIsNotListed() {
        String slug = "discarded-" + UUID.randomUUID();
        Answer discarded = anna().take("discard", begin(slug));
        assertThat(discarded.text("/state")).isEqualTo("DISCARDED");
        assertThat(discarded.body().at("/actions")).isEmpty();
        assertThat(begin(slug).status()).isEqualTo(201);
        assertThat(listed("?q=" + slug)).doesNotContain(discarded.id()).hasSize(1);
        assertThat(listed("?state=DISCARDED&q=" + slug)).containsExactly(discarded.id());
        assertThat(anna().get(ARTICLES + "/" + discarded.id()).status()).isEqualTo(200);
        Answer refused = anna().put(ARTICLES + "/" + discarded.id(),
                Map.of("headline", "Back", "section", "cases", "body", "B"), "If-Match", discarded.tag());
        assertThat(refused.status()).isEqualTo(409);
    }

    @Test
    void ofManyWhoWantASlugAtOnceOneGetsIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            String slug = "wanted-" + UUID.randomUUID();
            // The one that has it gives it up in the same moment.
            Answer draft = begin(slug);
            List<Callable<Answer>> all = IntStream.range(0, 6)
                    .<Callable<Answer>>mapToObj(i -> i == 0 ? () -> rename(draft, slug + "-2") : () -> begin(slug))
                    .toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(all)) {
                    assertThat(answer.get().status()).isIn(200, 201, 409);
                }
            }
            begin(slug);
            assertThat(holders(slug)).hasSize(1);
        }
    }

    private List<Document> entries(Answer article) {
        return database.getDatabase(DATABASE).getCollection("article_log")
                .find(new Document("_id.article", article.id())).sort(new Document("_id", 1)).into(new ArrayList<>());
    }

    private List<String> holders(String slug) {
        return anna().get(ARTICLES + "?limit=100&q=" + slug).body().at("/items").valueStream()
                .filter(item -> item.at("/content/slug").asString().equals(slug)).map(item -> item.at("/id").asString())
                .toList();
    }

    private List<String> listed(String query) {
        return anna().get(ARTICLES + query).body().at("/items").valueStream().map(item -> item.at("/id").asString())
                .toList();
    }

    private Answer begin(String slug) {
        return anna().post(ARTICLES, Map.of("headline", slug, "section", "cases", "body", "B", "slug", slug));
    }

    private Answer rename(Answer article, String slug) {
        Answer renamed = anna().put(ARTICLES + "/" + article.id(),
                Map.of("headline", slug, "section", "cases", "body", "B", "slug", slug), "If-Match", article.tag());
        assertThat(renamed.status()).isEqualTo(200);
        return renamed;
    }
}
