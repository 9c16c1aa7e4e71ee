package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Event;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.TestIdentity;
import org.junit.jupiter.api.Test;

/** Authors read their own drafts and what is public, in every route and every list. */
class ReadRightsTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";
    private static final List<String> VIEWS = List.of("", "/history", "/revisions", "/revisions/1");

    private final Topic releases = new Topic(Topics.RELEASES);
    private final EventCodec codec = new EventCodec();

    /** An author and a word of their own for each test, since all tests share one newsroom. */
    private final String author = "author-" + UUID.randomUUID();
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void anotherAuthorsDraftIsNotThere() {
        Answer draft = writer().write("Draft " + word);
        for (String view : VIEWS) {
            assertThat(anna().get(ARTICLES + "/" + draft.id() + view).status()).as(view).isEqualTo(404);
            assertThat(writer().get(ARTICLES + "/" + draft.id() + view).status()).as(view).isEqualTo(200);
            assertThat(edith().get(ARTICLES + "/" + draft.id() + view).status()).as(view).isEqualTo(200);
            assertThat(lena().get(ARTICLES + "/" + draft.id() + view).status()).as(view).isEqualTo(200);
        }
        for (Answer refused : List.of(
                anna().put(ARTICLES + "/" + draft.id(), Map.of("headline", "H", "section", "cases", "body", "B")),
                anna().take("submit", draft), anna().take("discard", draft))) {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.headers()).doesNotContainKey("etag");
            assertThat(refused.text("/detail")).isEqualTo("There is no article '" + draft.id() + "'.");
        }
        assertThat(found(anna(), "q=" + word)).isEmpty();
        assertThat(found(anna(), "author=" + author)).isEmpty();
        assertThat(found(writer(), "q=" + word)).containsExactly(draft.id());
        assertThat(found(edith(), "q=" + word)).containsExactly(draft.id());
    }

    @Test
    void whatIsPublicIsReadAsReadersSeeItAndNoFurther() {
        Answer live = live("Live " + word);
        Answer redrafted = writer().put(ARTICLES + "/" + live.id(),
                Map.of("headline", "Secret " + word, "section", "cases", "body", "Secret words."), "If-Match", "*");
        assertThat(redrafted.status()).isEqualTo(200);

        Answer seen = anna().get(ARTICLES + "/" + live.id());
        assertThat(seen.text("/content/headline")).isEqualTo("Live " + word);
        assertThat(seen.body().at("/actions").size()).isZero();
        assertThat(seen.text("/publication/state")).isEqualTo("LIVE");
        assertThat(anna().get(ARTICLES + "/" + live.id() + "/revisions").body().at("/items").size()).isEqualTo(1);
        assertThat(anna().get(ARTICLES + "/" + live.id() + "/revisions/1").status()).isEqualTo(200);
        assertThat(anna().get(ARTICLES + "/" + live.id() + "/revisions/2").status()).isEqualTo(404);
        Answer history = anna().get(ARTICLES + "/" + live.id() + "/history");
        assertThat(history.body().at("/intact").asBoolean()).isTrue();
        assertThat(history.body().at("/entries").valueStream().map(entry -> entry.path("type").asString()))
                .containsExactly("created", "submitted", "approved");

        assertThat(found(anna(), "q=live+" + word)).containsExactly(live.id());
        assertThat(anna().get(ARTICLES + "?q=" + word).text("/items/0/content/headline")).isEqualTo("Live " + word);
        // A search that looked at the draft would tell what is in it.
        assertThat(found(anna(), "q=secret+" + word)).isEmpty();
        assertThat(found(anna(), "state=DRAFT&q=" + word)).isEmpty();
        assertThat(found(writer(), "state=DRAFT&q=secret+" + word)).containsExactly(live.id());

        assertThat(anna().put(ARTICLES + "/" + live.id(), Map.of("headline", "H", "section", "cases", "body", "B"),
                "If-Match", "*").status()).isEqualTo(403);
    }

    @Test
    void whatIsNoLongerPublicIsNoLongerRead() {
        Answer live = live("Withdrawn " + word);
        Answer withdrawn = edith().take("withdraw", edith().get(ARTICLES + "/" + live.id()),
                Map.of("reason", "Wrong."));
        assertThat(withdrawn.status()).isEqualTo(200);
        report(new ReleaseWithdrawn(live.id(), 4, 8, "/cases/x", Instant.parse("2026-11-26T10:00:00Z"), 410));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> anna().get(ARTICLES + "/" + live.id()).status() == 404);
        await().atMost(Duration.ofSeconds(20)).until(() -> found(anna(), "q=" + word).isEmpty());
        assertThat(found(writer(), "q=" + word)).containsExactly(live.id());
    }

    @Test
    void theSectionsOfATokenLimitReading() {
        Answer draft = writer().write("Sections " + word);
        Answer live = live("Sections live " + word);
        Person elsewhere = limited("ed", "editor", "alerts");
        Person here = limited("ed", "editor", "cases");
        for (String view : VIEWS) {
            assertThat(elsewhere.get(ARTICLES + "/" + draft.id() + view).status()).as(view).isEqualTo(404);
            assertThat(here.get(ARTICLES + "/" + draft.id() + view).status()).as(view).isEqualTo(200);
            assertThat(limited(author, "author", "alerts").get(ARTICLES + "/" + draft.id() + view).status())
                    .as(view).isEqualTo(404);
            assertThat(limited("ann", "author", "alerts").get(ARTICLES + "/" + live.id() + view).status())
                    .as(view).isEqualTo(404);
            assertThat(limited("ann", "author", "cases").get(ARTICLES + "/" + live.id() + view).status())
                    .as(view).isEqualTo(200);
        }
        assertThat(elsewhere.take("reject", draft, Map.of("reason", "r")).status()).isEqualTo(404);
        assertThat(found(elsewhere, "q=" + word)).isEmpty();
        assertThat(found(here, "q=" + word)).containsExactly(live.id(), draft.id());
        assertThat(found(limited("ann", "author", "alerts"), "q=" + word)).isEmpty();
        assertThat(found(limited("ann", "author", "cases"), "q=" + word)).containsExactly(live.id());
    }

    private Answer live(String headline) {
        Answer approved = edith().take("approve", writer().take("submit", writer().write(headline)));
        assertThat(approved.status()).isEqualTo(200);
        report(new ReleaseReleased(approved.id(), 3, 1, 7, "/cases/x", "sha256:" + "0".repeat(64),
                Instant.parse("2026-11-26T09:00:00Z"), Instant.parse("2026-11-26T09:00:01Z")));
        await().atMost(Duration.ofSeconds(20)).until(() -> !found(anna(), "q=" + word).isEmpty());
        return approved;
    }

    private void report(Event event) {
        releases.send(event.articleId(), codec.type(event), codec.encode(event));
    }

    private Person writer() {
        return person(author, "author");
    }

    private Person limited(String name, String role, String... sections) {
        return new Person("http://localhost:" + port(),
                TestIdentity.shared().token(name, List.of(role), List.of(sections)));
    }

    private static List<String> found(Person person, String query) {
        return person.get(ARTICLES + "?" + query).body().at("/items").valueStream()
                .map(item -> item.path("id").asString()).toList();
    }
}
