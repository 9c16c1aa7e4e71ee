package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.serving.OpenPort.text;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imprimatur.events.EventCodec;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.edition.ArticleEvents;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.publishing.search.SearchedSite;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searching as readers do it: at the public port, and never in the way of pages. */
class SearchPortTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final Path folder = SearchedSite.folder();
    private final OpenPort port = new OpenPort(new SearchedSite(_ -> Map.of(),
            new EditionLog(client.getDatabase("search-" + UUID.randomUUID()), new ArticleEvents(new EventCodec())),
            folder)).withSite();
    private SiteState site = SiteState.EMPTY;
    private @Nullable Edition edition;

    @AfterEach
    void close() {
        port.close();
        client.close();
        SearchedSite.remove(folder);
    }

    @Test
    void aSearchIsAPageOfItsOwnThatNobodyKeepsWithoutAsking() throws Exception {
        searchable();
        var response = port.get("/search?q=ruling");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response)).contains("2 stories found", "href=\"/cases/one\"", "href=\"/alerts/two\"",
                "A <mark>ruling</mark> about batteries.", "value=\"ruling\"", "content=\"noindex\"",
                "href=\"/search?q=ruling&amp;section=cases\"").doesNotContain("<script>alert");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("public, max-age=0, must-revalidate");
        assertThat(response.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(text(port.get("/search?q=ruling&section=cases"))).contains("One story found", "/cases/one")
                .doesNotContain("href=\"/alerts/two\"");
        assertThat(text(port.get("/search?q=rulign"))).contains("No stories found",
                "Did you mean <a href=\"/search?q=ruling\"");
    }

    @Test
    void whoeverHasTheResultsOfThisEditionIsToldSoUntilTheNextOne() throws Exception {
        searchable();
        var first = port.get("/search?q=ruling", "Accept-Encoding", "br");
        assertThat(first.headers().firstValue("Content-Encoding")).hasValue("br");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        var again = port.get("/search?q=ruling", "Accept-Encoding", "br", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(again.headers().firstValue("Content-Type")).isEmpty();
        assertThat(port.get("/search?q=rulings", "Accept-Encoding", "br", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(port.get("/search?q=ruling", "If-None-Match", tag).statusCode()).isEqualTo(200);
        take(Stories.takenDown("one", 2));
        var after = port.get("/search?q=ruling", "Accept-Encoding", "br", "If-None-Match", tag);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(text(port.get("/search?q=ruling"))).doesNotContain("/cases/one");
    }

    @Test
    void headAnswersAsGetDoesWithoutTheBody() throws Exception {
        searchable();
        var got = port.get("/search?q=ruling");
        var asked = port.ask("HEAD", "/search?q=ruling");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).isEmpty();
        assertThat(asked.headers().firstValue("ETag")).isEqualTo(got.headers().firstValue("ETag"));
        assertThat(asked.headers().firstValue("Content-Length")).isEqualTo(got.headers().firstValue("Content-Length"));
    }

    @Test
    void withoutWordsThereIsTheForm() throws Exception {
        for (var query : List.of("", "?q=", "?q=%20%20", "?q=%22%22%22", "?q=***", "?q=-+%28", "?")) {
            var response = port.get("/search" + query);
            assertThat(response.statusCode()).as(query).isEqualTo(200);
            assertThat(text(response)).contains("role=\"search\"", "name=\"q\"").doesNotContain("stories found");
        }
    }

    @Test
    void whatNoSearchTakesIsRefusedWithTheNameOfTheParameter() throws Exception {
        searchable();
        var wrong = Map.of("q=x&sort=date", "sort", "q=" + "x".repeat(201), "q", "q=x&section=nowhere", "section",
                "q=x&year=20x6", "year", "q=x&page=0", "page", "q=x&page=51", "page", "q=x&page=1e3", "page",
                "q=x&q=y", "q", "q=%ff", "q", "q=a%00b", "q");
        for (var entry : wrong.entrySet()) {
            var response = port.get("/search?" + entry.getKey(), "Accept", "application/problem+json, */*;q=0.1");
            assertThat(response.statusCode()).as(entry.getKey()).isEqualTo(400);
            assertThat(text(response)).contains("\"urn:imprimatur:problem:invalid-parameter\"",
                    "\"" + entry.getValue() + "\"");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        var page = port.get("/search?q=x&%3Cscript%3E=1", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Content-Type")).hasValue(OpenPort.HTML);
        assertThat(text(page)).contains("class=\"masthead\"").doesNotContain("<script>:");
        assertThat(port.get("/search?q=ruling&page=2").statusCode()).isEqualTo(404);
        assertThat(port.get("/search?q=ruling", "Accept", "application/json").statusCode()).isEqualTo(406);
        var posted = port.post("/search?q=ruling", new byte[0]);
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void whileNothingCanBeFoundReadersAreAskedToComeBackAndPagesAreThere() throws Exception {
        var response = port.get("/search?q=ruling", "Accept", "text/html");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(text(response)).contains("class=\"masthead\"", "being set up");
        assertThat(port.get("/cases/a").statusCode()).isEqualTo(200);
    }

    @Test
    void aFloodOfSearchesIsRefusedAndNoPageWaitsForIt() throws Exception {
        searchable();
        for (int seat = 0; seat < SearchedSite.SEATS; seat++) {
            assertThat(port.searched.room.enter()).isTrue();
        }
        var flood = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
        for (int number = 0; number < 50; number++) {
            flood.add(CompletableFuture.supplyAsync(() -> got("/search?q=ruling"), Thread::startVirtualThread));
        }
        assertThat(port.get("/cases/a").statusCode()).isEqualTo(200);
        assertThat(flood).allSatisfy(one -> {
            assertThat(one.get().statusCode()).isEqualTo(503);
            assertThat(one.get().headers().firstValue("Retry-After")).isPresent();
        });
        port.searched.room.leave();
        assertThat(port.get("/search?q=ruling").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSearchesWhileStoriesComeAndGoSeesOneEdition() throws Exception {
        searchable();
        var over = new AtomicBoolean();
        var reader = CompletableFuture.supplyAsync(() -> {
            int answers = 0;
            while (!over.get() || answers < 5) {
                var response = got("/search?q=batteries");
                // It is under one of its two addresses at any time, and never under both.
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(text(response)).contains("One story found").containsAnyOf("/cases/one", "/alerts/one");
                answers++;
            }
            return answers;
        }, Thread::startVirtualThread);
        for (int sequence = 2; sequence < 60; sequence++) {
            take(approved("one", sequence, sequence % 2 == 0 ? Section.ALERTS : Section.CASES,
                    "A ruling about batteries."));
        }
        over.set(true);
        assertThat(reader.get()).isPositive();
    }

    private HttpResponse<byte[]> got(String path) {
        try {
            return port.get(path);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void searchable() {
        port.pages.prepare(new PublicSite.Version(null, SiteState.EMPTY, true), List.of(), List.of()).show();
        port.searched.work();
        take(approved("one", 1, Section.CASES, "A ruling about batteries."),
                approved("two", 1, Section.ALERTS, "A ruling about `<script>alert(1)</script>`."));
    }

    private static ArticleChange approved(String slug, long sequence, Section section, String body) {
        return Stories.approved(Stories.story(slug, sequence, section, slug, NOON.plus(Duration.ofMinutes(sequence)),
                body, List.of()));
    }

    private void take(ArticleChange... changes) {
        var step = site.apply(edition == null ? 1 : edition.number() + 1, List.of(changes));
        site = step.after();
        var next = Edition.following(edition, step.applied(), "1", List.<PathChange>of(), List.of(), "", NOON, "me");
        edition = next;
        port.pages.prepare(new PublicSite.Version(next, site, false), List.of(), List.of()).show();
    }
}
