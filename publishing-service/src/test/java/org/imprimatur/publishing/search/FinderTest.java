package org.imprimatur.publishing.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Excerpts;
import org.imprimatur.publishing.page.SearchView.Words;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.search.Findings.Hit;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers find what they ask for in their words, and see why it was found. */
class FinderTest {
    private static final Excerpts EXCERPTS = new Excerpts();

    private final Path folder = SearchedSite.folder();
    private final Finder finder = new Finder();
    private StoryIndex index;

    @BeforeEach
    void open() throws Exception {
        index = StoryIndex.open(folder);
    }

    @AfterEach
    void close() throws Exception {
        index.close();
        SearchedSite.remove(folder);
    }

    @Test
    void allWordsHaveToBeThereInWhateverForm() throws Exception {
        put("one", "en", "The examiners refused several patents for batteries.");
        put("two", "en", "An examiner spoke about designs.");
        assertThat(paths("patent examiner")).containsExactly("/cases/one");
        assertThat(paths("examiner")).containsExactlyInAnyOrder("/cases/one", "/cases/two");
        assertThat(paths("patent designs")).isEmpty();
    }

    @Test
    void wordsThatSayLittleAreWishedForAndNotRequired() throws Exception {
        put("one", "en", "Battery patents were pooled.");
        assertThat(paths("what is the pooled battery")).isEmpty();
        assertThat(paths("the pooled battery is")).containsExactly("/cases/one");
        assertThat(paths("\"the pooled\"")).isEmpty();
        put("two", "en", "The court of appeal and the who.");
        assertThat(paths("the")).containsExactly("/cases/two");
    }

    @Test
    void aPhraseIsFoundAsItStandsThere() throws Exception {
        put("one", "en", "The Court of Appeal for the Federal Circuit decided.");
        put("two", "en", "An appeal to the court was of no use.");
        assertThat(paths("\"court of appeal\"")).containsExactly("/cases/one");
        assertThat(paths("„court of appeal“")).containsExactly("/cases/one");
        assertThat(paths("court appeal")).containsExactlyInAnyOrder("/cases/one", "/cases/two");
    }

    @Test
    void noPhraseReachesFromOneTagIntoTheNext() throws Exception {
        put(story("one", Section.CASES, "en", "Words.", "trade", "mark"));
        put(story("two", Section.CASES, "en", "Words.", "trade mark"));
        assertThat(paths("\"trade mark\"")).containsExactly("/cases/two");
    }

    @Test
    void theBeginningOfAWordIsEnoughWhereItIsAskedFor() throws Exception {
        put("one", "en", "Nanotechnology in the courts.");
        put("two", "de", "Die Nanotechnik vor Gericht.");
        assertThat(paths("nanotec*")).containsExactlyInAnyOrder("/cases/one", "/cases/two");
        assertThat(paths("nanotec")).isEmpty();
        assertThat(paths("nanotec* court")).containsExactly("/cases/one");
        assertThat(marked(only("nanotec* court"))).containsExactly("Nanotechnology", "courts");
    }

    @Test
    void everyStoryIsFoundByTheRulesOfItsLanguage() throws Exception {
        put("german", "de", "Das Gericht hob die Patente an Häusern auf.");
        put("french", "fr", "L’avocat a déposé une marque.");
        put("chinese", "zh", "北京知识产权法院审理了专利案件。");
        put("icelandic", "is", "Dómstóllinn tók málið fyrir.");
        assertThat(paths("Gerichte Haus")).containsExactly("/cases/german");
        assertThat(paths("avocats marques")).containsExactly("/cases/french");
        assertThat(paths("知识产权")).containsExactly("/cases/chinese");
        assertThat(paths("权知")).isEmpty();
        assertThat(paths("法院")).containsExactly("/cases/chinese");
        assertThat(paths("domstollinn")).containsExactly("/cases/icelandic");
        assertThat(marked(only("知识产权"))).containsExactly("知识产权");
    }

    @Test
    void headlineTagsStandfirstSourceAndFieldsAreFoundToo() throws Exception {
        var words = Stories.sourced(story("one", Section.CASES, "en", "Nothing else."), "Sisvel sues", "On appeal now",
                "Kluwer Blog", null);
        index.put(new LiveStories.Found(List.of(new IndexedStory(words.story(), "Nothing else.",
                Map.of("court", "Unified Patent Court", "jurisdiction", "EU", "docket", "UPC_CFI_1/2026"))),
                List.of()));
        assertThat(paths("sisvel")).containsExactly("/cases/one");
        assertThat(paths("appeal")).containsExactly("/cases/one");
        assertThat(paths("kluwer")).containsExactly("/cases/one");
        assertThat(paths("\"unified patent court\"")).containsExactly("/cases/one");
        assertThat(paths("UPC_CFI_1/2026")).containsExactly("/cases/one");
    }

    @Test
    void aHeadlineTellsMoreThanAWordInPassing() throws Exception {
        put("passing", "en", "Somebody mentioned licensing in passing, among other things.");
        put(Stories.headed(story("about", Section.CASES, "en", "Something else altogether is written here."),
                "Licensing explained"));
        assertThat(paths("licensing")).containsExactly("/cases/about", "/cases/passing");
    }

    @Test
    void resultsAreNarrowedDownBySectionYearAndJurisdiction() throws Exception {
        put(story("one", Section.CASES, "en", "A ruling."), Map.of("jurisdiction", "EU"));
        put(story("two", Section.CASES, "en", "A ruling."), Map.of("jurisdiction", "US"));
        put(story("three", Section.ALERTS, "en", "A ruling."), Map.of());
        var all = find(new Question("ruling", Map.of(), 1));
        assertThat(all.counts().get(Facet.SECTION)).isEqualTo(Map.of("cases", 2, "alerts", 1));
        assertThat(all.counts().get(Facet.YEAR)).isEqualTo(Map.of("2026", 3));
        assertThat(all.counts().get(Facet.JURISDICTION)).isEqualTo(Map.of("EU", 1, "US", 1));
        var some = find(new Question("ruling", Map.of(Facet.SECTION, "cases", Facet.JURISDICTION, "EU"), 1));
        assertThat(some.total()).isEqualTo(1);
        assertThat(some.stories()).extracting(Hit::path).containsExactly("/cases/one");
        // What else there is to choose of a facet stays to be seen.
        assertThat(some.counts().get(Facet.JURISDICTION)).isEqualTo(Map.of("EU", 1, "US", 1));
        assertThat(some.counts().get(Facet.SECTION)).isEqualTo(Map.of("cases", 1));
        assertThat(find(new Question("ruling", Map.of(Facet.YEAR, "1999"), 1)).total()).isZero();
    }

    @Test
    void whatIsInAStoryIsShownAndNeverRun() throws Exception {
        put("one", "en", "Before `<script>alert(1)</script>` stands & the *patent* <b onclick=\"x()\">claim</b>.\n\n"
                + "<script>alert(2)</script>\n\n<p>Patent &amp; <em>design</em></p>");
        var found = find(new Question("patent", Map.of(), 1));
        assertThat(marked(found.stories().getFirst())).containsExactly("patent", "Patent");
        var question = new Question("patent <i>", Map.of(), 1);
        var page = new SitePages(Printed.MASTHEAD).search(new ResultPage().of(question, found));
        assertThat(page).contains("<mark>patent</mark> claim", "&lt;script&gt;alert(1)&lt;/script&gt; stands &amp;",
                "<mark>Patent</mark> &amp; design", "patent &lt;i&gt;")
                .doesNotContain("<script>alert", "alert(2)", "onclick", "<i>");
    }

    @Test
    void aLongTextIsShownAroundWhatWasFound() throws Exception {
        put("one", "en", "filler ".repeat(400) + "the needle lies here " + "filler ".repeat(400));
        var words = only("needle").words();
        assertThat(words.stream().mapToInt(word -> word.text().length()).sum()).isLessThan(240);
        assertThat(words).contains(new Words("needle", true));
        put("two", "en", "Nothing of it in here.", "haystack");
        assertThat(only("haystack").words()).containsExactly(new Words("Nothing of it in here.", false));
    }

    @Test
    void aWordThatNoStoryHasIsTakenForTheOneThatItResembles() throws Exception {
        put("one", "en", "The infringement of trademarks.");
        assertThat(find("infringment trademraks").instead()).isEqualTo("infringement trademarks");
        assertThat(find("\"of trademraks\"").instead()).isEqualTo("\"of trademarks\"");
        assertThat(find("zzzzzzz").instead()).isNull();
        assertThat(find("infringement").instead()).isNull();
    }

    @Test
    void aWordOfAStoryThatIsGoneIsNeverSuggested() throws Exception {
        put("gone", "en", "Defamation was alleged.");
        put("stays", "en", "A patent.");
        var before = index.searcher(1, null);
        assertThat(finder.find(new Question("defamatoin", Map.of(), 1), before).instead()).isEqualTo("defamation");
        before.leave();
        index.put(new LiveStories.Found(List.of(), List.of("/cases/gone")));
        assertThat(find("defamatoin").instead()).isNull();
        assertThat(paths("defamation")).isEmpty();
    }

    @Test
    void manyResultsComeInPagesNewestFirstWhereTheyFitAlike() throws Exception {
        for (int number = 0; number < 25; number++) {
            put(Stories.story("id-" + number, 1, Section.CASES, "story-" + number,
                    NOON.plus(Duration.ofDays(number)), "A ruling.", List.of()));
        }
        assertThat(find("ruling").total()).isEqualTo(25);
        assertThat(paths("ruling")).hasSize(10).first().isEqualTo("/cases/story-24");
        assertThat(find(new Question("ruling", Map.of(), 3)).stories()).extracting(Hit::path).containsExactly(
                "/cases/story-4", "/cases/story-3", "/cases/story-2", "/cases/story-1", "/cases/story-0");
        assertThat(find(new Question("ruling", Map.of(), 4)).stories()).isEmpty();
    }

    @Test
    void whateverIsAskedIsAnswered() throws Exception {
        put("one", "en", "A ruling.");
        for (var nonsense : List.of("\"", "\"\"\"", "*", "***", "(", "a* \"b", "AND OR NOT", "field:value", "[1 TO 2}",
                "\\", "~5", "^", "🙂", "\u202e", "-", "+ruling", "ruling~2", "x".repeat(200), "a ".repeat(100),
                "\"" + "a ".repeat(90) + "\"", "a*b*c*", "…", "\uD800", "知* 法*")) {
            assertThat(find(nonsense)).as(nonsense).isNotNull();
        }
        assertThat(paths("ruling -")).containsExactly("/cases/one");
    }

    private static Stories.Words story(String slug, Section section, String language, String body, String... tags) {
        var words = Stories.story(slug, 1, section, slug, NOON, body, List.of(tags));
        var story = words.story();
        return new Stories.Words(new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), story.headline(), story.standfirst(),
                story.excerpt(), story.byline(), story.source(), story.tags(), language, story.approvedBy(),
                story.approvedAt(), story.releaseAt(), story.firstReleasedAt(), story.corrections(),
                story.entryHash()), body);
    }

    private void put(String slug, String language, String body, String... tags) throws Exception {
        put(story(slug, Section.CASES, language, body, tags));
    }

    private void put(Stories.Words words) throws Exception {
        put(words, Map.of());
    }

    private void put(Stories.Words words, Map<String, String> fields) throws Exception {
        index.put(new LiveStories.Found(
                List.of(new IndexedStory(words.story(), EXCERPTS.words(words.body()), fields)), List.of()));
    }

    private Findings find(String asked) throws Exception {
        return find(new Question(asked, Map.of(), 1));
    }

    private Findings find(Question question) throws Exception {
        var searcher = index.searcher(1, null);
        try {
            return finder.find(question, searcher);
        } finally {
            searcher.leave();
        }
    }

    private List<String> paths(String asked) throws Exception {
        return find(asked).stories().stream().map(Hit::path).toList();
    }

    private Hit only(String asked) throws Exception {
        var stories = find(asked).stories();
        assertThat(stories).hasSize(1);
        return stories.getFirst();
    }

    private static List<String> marked(Hit hit) {
        return hit.words().stream().filter(Words::found).map(Words::text)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
