package org.imprimatur.publishing.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.story;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What builds that cut lists otherwise, and kept less about them, have left behind. On a real database. */
class EarlierBuildTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("earlier-" + UUID.randomUUID());
    private final SettableClock clock = new SettableClock(NOON.plus(Duration.ofDays(30)));
    private final SiteInstance one = new SiteInstance("one", database, clock);

    /** Lists of several pages, one of them split, and places left empty. */
    @BeforeEach
    void release() {
        one.load();
        one.take(IntStream.range(0, 70).<ArticleChange>mapToObj(number -> Stories.approved(story("id-" + number, 1,
                Section.CASES, "slug-" + number, NOON.plusSeconds(60L * number)))).toList());
        one.take(IntStream.range(0, 35).<ArticleChange>mapToObj(number -> Stories.approved(story("late-" + number, 1,
                Section.CASES, "late-" + number, NOON.plusSeconds(number)))).toList());
        one.take(List.of(Stories.withdrawn("id-5", 2),
                Stories.approved(story("id-7", 2, Section.ALERTS, "slug-7", NOON.plusSeconds(60 * 7)))));
        one.project();
        assertThat(one.shown).containsKeys("/cases/page/1/2/", "/cases/page/2/", "/sitemap-1.xml");
    }

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    private SiteInstance open(String name) {
        var instance = new SiteInstance(name, database, clock);
        instance.load();
        return instance;
    }

    @Test
    void aRestartCutsListsWhereTheyWereCut() {
        assertRendersTheSame();
    }

    @Test
    void aProjectionThatDoesNotSayHowListsAreCutIsTakenOver() {
        articles().updateMany(new Document(),
                new Document("$unset", new Document("places", "").append("placesAsOf", "")));
        assertRendersTheSame();
    }

    @Test
    void aDocumentThatAnEarlierBuildWroteOverIsTakenOver() {
        articles().updateOne(new Document("_id", "id-7"),
                new Document("$inc", new Document("edition", 1L)).append("$pop", new Document("places", 1)));
        assertRendersTheSame();
    }

    @Test
    void anExcerptThatAnotherLookMadeIsMadeAnewAndKept() {
        var stories = database.getCollection("stories");
        stories.updateMany(new Document(), new Document("$set",
                new Document("excerpt", new Document("look", "3").append("text", "As another look had it."))));
        stories.updateOne(new Document("_id", "id-69/1"), new Document("$unset", new Document("excerpt", "")));

        assertRendersTheSame();

        assertThat(stories.find(new Document("_id", new Document("$in", List.of("id-68/1", "id-69/1")))))
                .hasSize(2).allSatisfy(story -> assertThat(story.get("excerpt", Document.class))
                        .containsEntry("look", SitePages.TEMPLATE_VERSION)
                        .containsEntry("text", "A patent pool for batteries opens."));
    }

    @Test
    void listsOfAnotherLookAreRenderedAnewInAnEditionOfTheirOwn() {
        var before = one.seen();
        var latest = one.log.find(one.log.newest()).orElseThrow();
        var version = SiteVersion.EMPTY;
        for (var edition : one.log.after(0, 1_000)) {
            version = version.after(edition);
        }
        var home = Objects.requireNonNull(version.placed().get("/"));
        var changes = List.of(
                new PathChange("/cases/page/9/", 200, home.hash(), home.contentType(), null),
                new PathChange("/cases/slug-9", 200, home.hash(), home.contentType(), null),
                PathChange.removed("/cases/page/1/2/"));
        one.log.store(changes);
        assertThat(one.log.commit(Edition.following(latest, List.of(), "3", changes, List.of(),
                version.with(version.state(), changes).digest(), clock.instant(), "earlier"))).isTrue();

        var two = open("two");

        // A story's page stays as that look had it, until the story is touched.
        before.put("/cases/slug-9", Objects.requireNonNull(two.seen().get("/cases/slug-9")));
        assertThat(two.seen()).isEqualTo(before).doesNotContainKey("/cases/page/9/");
        var look = two.log.find(two.log.newest()).orElseThrow();
        assertThat(look.causes()).isEmpty();
        assertThat(look.templateVersion()).isEqualTo(SitePages.TEMPLATE_VERSION);
        assertThat(look.changes()).extracting(PathChange::path).containsExactlyInAnyOrder("/cases/page/9/",
                "/cases/page/1/2/");
        assertThat(open("three").log.newest()).isEqualTo(look.number());
    }

    /** With no page's bytes left in the database, an instance that opens has to render all of them as they were. */
    private void assertRendersTheSame() {
        database.getCollection("pages").deleteMany(new Document());
        long newest = one.log.newest();
        var two = open("two");
        assertThat(two.seen()).isEqualTo(one.seen());
        assertThat(two.log.newest()).isEqualTo(newest);

        // And it goes on as the first would have.
        two.take(List.of(Stories.approved(story("next", 1, Section.CASES, "next", NOON.plusSeconds(10)))));
        one.publisher.follow();
        two.project();
        database.getCollection("pages").deleteMany(new Document());
        assertThat(open("three").seen()).isEqualTo(one.seen());
    }

    private MongoCollection<Document> articles() {
        return database.getCollection("articles");
    }
}
