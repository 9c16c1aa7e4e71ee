package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.imprimatur.torture.load.Calls;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Readers;
import org.imprimatur.torture.load.Story;
import org.imprimatur.torture.load.Story.Decision;
import org.imprimatur.torture.load.Story.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site that doesn't end as was decided is found out, by looking at it as readers do. */
class EndLawsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final String MAP = "<urlset><url><loc>http://newsroom.example/alerts/a</loc></url></urlset>";

    private final Addresses one = new Addresses();
    private final Addresses two = new Addresses();
    private final Addresses newsroom = new Addresses();
    private final Ledger ledger = new Ledger();
    private final Story story = new Story("/alerts/a", "words-a-");
    private final List<String> sites = List.of(one.root(), two.root());
    private final EndLaws laws = new EndLaws(sites, List.of(newsroom.root()), ledger,
            new Readers(new Calls(), ledger, sites));

    @BeforeEach
    void publish() {
        ledger.open(story);
        decide(Kind.APPROVED, 1, 200);
        page(one, 200, 1);
        page(two, 200, 1);
        one.put("/sitemap.xml", 200, MAP, "");
        two.put("/sitemap.xml", 200, MAP, "");
        says("LIVE", "sha256:1");
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        newsroom.close();
    }

    private void decide(Kind kind, int version, int status) {
        story.decided(new Decision(kind, version, kind == Kind.APPROVED ? NOON : null, NOON, NOON, status));
    }

    private static void page(Addresses site, int status, int version) {
        site.put("/alerts/a", status, version == 0 ? "" : "The words are words-a-" + version + ".",
                "\"" + version + "\"");
    }

    private void says(String state, String hash) {
        // The story has no number here, which the newsroom's address says in its own way.
        newsroom.put("/api/v1/articles/null", 200,
                "{\"publication\":{\"state\":\"" + state + "\",\"pageHash\":\"" + hash + "\"}}", "");
    }

    @Test
    void whatEndsAsItShouldBreaksNoLaw() {
        assertThat(laws.pages()).returns(2L, Finding::looked).returns(List.of(), Finding::broken);
        assertThat(laws.lists().broken()).isEmpty();
        assertThat(laws.newsroom().broken()).isEmpty();
    }

    @Test
    void anApprovalThatOneInstanceDoesntShowIsFoundAndSoIsAnOlderPage() {
        page(two, 404, 0);
        assertThat(laws.pages().broken()).singleElement().asString().startsWith("site 2: /alerts/a");
        page(two, 200, 1);
        decide(Kind.APPROVED, 2, 200);
        assertThat(laws.pages().broken()).hasSize(2);
    }

    @Test
    void aTakenDownStoryThatStandsIsFound() {
        decide(Kind.TAKEN_DOWN, 1, 200);
        assertThat(laws.pages().broken()).hasSize(2);
    }

    @Test
    void aStoryOfWhichNobodyCanTellIsNotHeldAgainstAnybody() {
        story.giveUp();
        page(one, 404, 0);
        assertThat(laws.pages()).returns(0L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void aStoryThatIsMissingFromAListIsFoundAndSoIsOneThatStandsThereForNothing() {
        two.put("/sitemap.xml", 200, "<urlset></urlset>", "");
        assertThat(laws.lists().broken()).contains("site 2: /alerts/a is missing in the site map",
                "the instances' site maps differ");
        two.put("/sitemap.xml", 200, MAP, "");
        page(one, 410, 0);
        assertThat(laws.lists().broken()).containsExactly("site 1: /alerts/a stands in the site map");
    }

    @Test
    void instancesThatShowDifferentListsAreFound() {
        for (String list : List.of("/", "/alerts/", "/feed.atom")) {
            one.put(list, 200, "Yesterday's", "");
            two.put(list, 200, "Today's", "");
            assertThat(laws.lists().broken()).containsExactly("the instances differ at " + list);
            two.put(list, 200, "Yesterday's", "");
        }
    }

    @Test
    void aNewsroomThatSaysSomethingElseThanTheSiteIsFound() {
        for (String wrong : List.of("UNPUBLISHED", "SCHEDULED", "WITHDRAWN", "TAKEN_DOWN")) {
            says(wrong, "sha256:1");
            assertThat(laws.newsroom().broken()).as(wrong).hasSize(1);
        }
        says("LIVE", "sha256:2");
        assertThat(laws.newsroom().broken()).singleElement().asString().endsWith("of another page");
        says("LIVE", "sha256:1");
        for (int status : List.of(404, 410, 451, 503)) {
            page(one, status, 0);
            assertThat(laws.newsroom().broken()).as("%d", status).hasSize(1);
        }
    }

    private void see(String path, int version) {
        ledger.saw(new Ledger.Sighting(0, story, path, NOON, NOON, 200, version, "", ""));
    }

    /** The story stands at a second address since its second version. */
    private void move() {
        see("/alerts/a", 1);
        story.moved(2, "/ip-news/a");
        decide(Kind.APPROVED, 2, 200);
        for (Addresses site : sites()) {
            site.put("/ip-news/a", 200, "The words are words-a-2.", "\"2\"");
            site.move("/alerts/a", "/ip-news/a");
        }
    }

    @Test
    void aStoryThatMovedAndIsFoundFromWhereItWasBreaksNoLaw() {
        move();
        assertThat(laws.pages().broken()).isEmpty();
        assertThat(laws.moved()).returns(4L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void anAddressAtWhichNobodyEverSawTheStoryNeedNotLeadToIt() {
        story.moved(2, "/ip-news/a");
        decide(Kind.APPROVED, 2, 200);
        for (Addresses site : sites()) {
            site.put("/ip-news/a", 200, "The words are words-a-2.", "\"2\"");
            site.put("/alerts/a", 404, "", "");
        }
        assertThat(laws.moved().broken()).isEmpty();
        see("/alerts/a", 1);
        assertThat(laws.moved().broken()).hasSize(2);
    }

    @Test
    void anAddressThatLeadsNowhereOrByARoundaboutWayIsFound() {
        move();
        two.put("/alerts/a", 404, "", "");
        assertThat(laws.moved().broken()).singleElement().asString().startsWith("site 2: /alerts/a leads to");
        two.move("/alerts/a", "/articles/a");
        two.move("/articles/a", "/ip-news/a");
        assertThat(laws.moved().broken()).singleElement().asString().startsWith("site 2: /alerts/a leads to");
        // What it was before is not where it is now.
        page(two, 200, 1);
        assertThat(laws.moved().broken()).hasSize(1);
    }

    @Test
    void wordsAtAnotherAddressThanTheirsAreFound() {
        story.moved(2, "/ip-news/a");
        decide(Kind.APPROVED, 2, 200);
        for (Addresses site : sites()) {
            site.move("/ip-news/a", "/alerts/a");
            page(site, 200, 2);
        }
        assertThat(laws.pages().broken()).hasSize(2);
    }

    @Test
    void anAddressThatWasNeverPublicAndAnswersIsFound() {
        story.moved(2, "/alerts/never");
        story.moved(3, "/alerts/a");
        assertThat(laws.moved().broken()).isEmpty();
        one.move("/alerts/never", "/alerts/a");
        assertThat(laws.moved().broken()).containsExactly("site 1: /alerts/never was never public, and isn't 404");
    }

    private List<Addresses> sites() {
        return List.of(one, two);
    }

    private void finds(String... items) {
        newsroom.put("/api/v1/articles", 200, "{\"items\":[" + String.join(",", items) + "]}", "");
    }

    private static String item(String id, String state) {
        return "{\"id\":\"" + id + "\",\"publication\":{\"state\":\"" + state + "\"}}";
    }

    @Test
    void aSearchThatFindsTheStoryAsItStandsBreaksNoLaw() {
        finds(item("null", "LIVE"));
        assertThat(laws.search()).returns(1L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void aSearchThatFindsNothingOrMoreOrAnotherOrInAnotherStateIsFound() {
        assertThat(laws.search().broken()).hasSize(1);
        finds();
        assertThat(laws.search().broken()).hasSize(1);
        finds(item("null", "LIVE"), item("other", "LIVE"));
        assertThat(laws.search().broken()).hasSize(1);
        finds(item("other", "LIVE"));
        assertThat(laws.search().broken()).hasSize(1);
        decide(Kind.TAKEN_DOWN, 1, 200);
        finds(item("null", "LIVE"));
        assertThat(laws.search().broken()).hasSize(1);
    }
}
