package org.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.imprimatur.publishing.serving.PublicServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From an event on Kafka to a page at the public port, all real. */
@ServiceTest
class PublicationTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private PublicServer server;

    private Newsroom newsroom;
    private Reader reader;

    @BeforeEach
    void open() {
        newsroom = new Newsroom();
        reader = new Reader(server.port());
    }

    @AfterEach
    void close() {
        newsroom.close();
        reader.close();
    }

    @Test
    void anApprovalBecomesAPageWithHomeSectionAndFeedAndIsAnnounced() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.approved(id, 3, "battery-pool"));

        await().atMost(SOON).until(() -> reader.status("/articles/battery-pool") == 200);
        assertThat(reader.text("/articles/battery-pool")).contains("<h1>About battery-pool</h1>");
        assertThat(reader.text("/")).contains("/articles/battery-pool");
        assertThat(reader.text("/articles/")).contains("/articles/battery-pool");
        assertThat(reader.text("/feed.atom")).contains("urn:uuid:" + id);
        assertThat(reader.text("/articles/feed.atom")).contains("urn:uuid:" + id);
        assertThat(reader.text("/sitemap.xml")).contains("/articles/battery-pool<");
        assertThat(reader.text("/tags/patents/")).contains("/articles/battery-pool");
        await().atMost(SOON).until(() -> !newsroom.outcomes(id).isEmpty());
        var released = (ReleaseReleased) newsroom.outcomes(id).getFirst();
        assertThat(released.sequence()).isEqualTo(3);
        assertThat(released.path()).isEqualTo("/articles/battery-pool");
        assertThat(reader.get("/articles/battery-pool").headers().firstValue("ETag"))
                .hasValue('"' + released.pageHash().substring("sha256:".length()) + '"');
    }

    @Test
    void aWithdrawnArticleIsGoneEverywhereAndATakenDownOneNeverComesBack() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.approved(id, 1, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 200);

        newsroom.send(Newsroom.withdrawn(id, 2, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 410);
        assertThat(reader.text("/")).doesNotContain("/articles/gone");
        assertThat(reader.text("/feed.atom")).doesNotContain(id);

        newsroom.send(Newsroom.approved(id, 3, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 200);
        newsroom.send(Newsroom.takenDown(id, 4, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 451);
        newsroom.send(Newsroom.approved(id, 3, "gone"));
        newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "afterwards"));
        await().atMost(SOON).until(() -> reader.status("/articles/afterwards") == 200);
        assertThat(reader.status("/articles/gone")).isEqualTo(451);
        await().atMost(SOON).untilAsserted(
                () -> assertThat(newsroom.outcomes(id)).filteredOn(ReleaseWithdrawn.class::isInstance)
                        .extracting(event -> ((ReleaseWithdrawn) event).status()).containsExactly(410, 451));
    }

    @Test
    void aPoisonEventStopsNoOther() throws Exception {
        newsroom.send("poison", "org.imprimatur.article.approved.v1", "{\"no\":".getBytes(StandardCharsets.UTF_8));
        newsroom.send("poison", "org.imprimatur.article.approved.v1", "{}".getBytes(StandardCharsets.UTF_8));
        newsroom.send("poison", null, "{}".getBytes(StandardCharsets.UTF_8));
        newsroom.send("poison", "org.imprimatur.article.approved.v1", null);
        newsroom.send("poison", "org.imprimatur.article.praised.v9", "{}".getBytes(StandardCharsets.UTF_8));
        newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "neighbour"));

        await().atMost(SOON).until(() -> reader.status("/articles/neighbour") == 200);
    }
}
