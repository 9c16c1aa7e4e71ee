package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.Stories.Words;

/** What must hold for whatever the newsroom decides, in whatever order its articles' decisions arrive. */
class FoldLawsTest {
    private static final List<String> BYLINES = List.of("", "Desk", "desk and Geneva desk", "Geneva desk, DESK");
    private static final List<Section> SECTIONS = List.of(Section.values());
    /** More than a page in every list: two sections' archives, a tag, the feeds, the parts of the sitemap. */
    private static final Printed LARGE = large();

    private static Printed large() {
        var printed = new Printed();
        var changes = new ArrayList<ArticleChange>();
        for (int number = 0; number < 310; number++) {
            changes.add(Stories.approved(Stories.signedBy(Stories.story("old-" + number, 1,
                    number % 3 == 0 ? Section.ALERTS : Section.CASES, "old-" + number,
                    // Most in the order of their dates, and some that are years older than those before.
                    Stories.NOON.plusSeconds(number * 4_600L - (number % 7 == 6 ? 90_000_000L : 0)), "Words.",
                    List.of("patents")), number % 2 == 0 ? "Desk" : null)));
        }
        printed.take(changes);
        return printed;
    }

    @Property(tries = 150)
    void anyInterleavingOfTheArticlesGivesTheSameBytes(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var reference = new Printed();
        histories.forEach(reference::take);

        var mixed = new Printed();
        batches(interleaved(histories, random), random).forEach(mixed::take);

        assertThat(mixed.pages()).isEqualTo(reference.pages());
    }

    @Property(tries = 150)
    void repeatedAndLateEventsChangeNothing(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var once = new Printed();
        histories.forEach(once::take);

        var often = new Printed();
        var sent = new ArrayList<ArticleChange>();
        for (var change : interleaved(histories, random)) {
            sent.add(change);
            often.take(List.of(change));
            // Anything sent before may come again, and in any order.
            often.take(List.of(sent.get(random.nextInt(sent.size())), sent.get(random.nextInt(sent.size()))));
        }

        assertThat(often.pages()).isEqualTo(once.pages());
        assertThat(often.site().apply(1_000, sent).isEmpty()).isTrue();
    }

    @Property(tries = 150)
    void aStepNamesEveryPageItChanges(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var printed = new Printed();
        for (var batch : batches(interleaved(histories, random), random)) {
            printed.take(batch);
            assertThat(printed.pages()).isEqualTo(printed.printedAnew());
        }
    }

    @Property(tries = 40)
    void aStepOnALargeSiteNamesEveryPageItChanges(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var printed = new Printed(LARGE);
        batches(among(histories, random), random).forEach(printed::take);
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Property(tries = 40)
    void howChangesAreCutIntoStepsMakesNoDifference(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var changes = among(histories, random);
        var one = new Printed(LARGE);
        var other = new Printed(LARGE);
        batches(changes, random).forEach(one::take);
        batches(changes, random).forEach(other::take);
        assertThat(other.pages()).isEqualTo(one.pages());
    }

    /** As a start finds the site: some articles as they were at one edition, others as they were later. */
    @Property(tries = 40)
    void aSiteThatIsReadInPiecesOfSeveralEditionsIsTheSame(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var printed = new Printed(LARGE);
        var changes = among(histories, random);
        printed.take(changes.subList(0, changes.size() / 2));
        var earlier = printed.site();
        var since = new ArrayList<Step>();
        for (var batch : batches(changes.subList(changes.size() / 2, changes.size()), random)) {
            since.add(printed.site().apply(printed.editions() + 1, batch));
            printed.take(batch);
        }
        var found = new ArrayList<SiteArticle>();
        printed.site().articles().values().stream().map(later -> random.nextBoolean()
                ? later
                : earlier.article(later.articleId()).orElse(null)).filter(Objects::nonNull).forEach(found::add);
        Collections.shuffle(found, random);

        var read = SiteState.of(found);
        for (int index = 0; index < since.size(); index++) {
            read = read.after(printed.editions() - since.size() + index + 1, since.get(index).applied());
        }

        assertThat(read.digest()).isEqualTo(printed.site().digest());
        assertThat(printed.printed(read.inOrder())).isEqualTo(printed.pages());
    }

    @Property(tries = 150)
    void aStepLeavesTheStateItBeganWithAsItWas(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll("histories") List<List<ArticleChange>> others) {
        var printed = new Printed();
        histories.forEach(printed::take);
        var before = printed.printedAnew();
        var digest = printed.site().digest();

        var _ = printed.site().apply(1_000, others.stream().flatMap(List::stream).toList());

        assertThat(printed.printedAnew()).isEqualTo(before);
        assertThat(printed.site().digest()).isEqualTo(digest);
    }

    @Property(tries = 150)
    void theDigestTellsStatesApartAndNotTheWayThatLedThere(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var reference = new Printed();
        histories.forEach(reference::take);
        var mixed = new Printed();
        var all = interleaved(histories, random);
        batches(all, random).forEach(mixed::take);
        assertThat(mixed.site().digest()).isEqualTo(reference.site().digest());

        mixed.take(List.of(Stories.approved("one-more", 1, Section.CASES, "one-more")));
        assertThat(mixed.site().digest()).isNotEqualTo(reference.site().digest());
    }

    @Property(tries = 100)
    void aTakenDownStoryNeverComesBack(@ForAll("histories") List<List<ArticleChange>> histories,
            @ForAll Random random) {
        var printed = new Printed();
        histories.forEach(printed::take);
        printed.take(List.of(Stories.takenDown("article-0", 1_000)));

        var everything = new ArrayList<>(histories.stream().flatMap(List::stream).toList());
        everything.add(Stories.approved("article-0", 1_001, Section.CASES, "once-more"));
        batches(everything, random).forEach(printed::take);

        assertThat(printed.pages().values()).filteredOn(page -> page.status() == 200)
                .noneMatch(page -> page.text().contains("by article-0 "));
    }

    /** Up to six articles with up to eight decisions each, on few slugs so that they move and meet. */
    @Provide
    Arbitrary<List<List<ArticleChange>>> histories() {
        return Arbitraries.integers().between(1, 6).flatMap(articles -> Combinators.combine(
                IntStream.range(0, articles).mapToObj(article -> history("article-" + article, article)).toList())
                .as(histories -> histories));
    }

    private static Arbitrary<List<ArticleChange>> history(String id, int number) {
        var step = Combinators.combine(Arbitraries.integers().between(0, 9), Arbitraries.of(Section.class),
                Arbitraries.integers().between(0, 1), Arbitraries.integers().between(0, 400),
                Arbitraries.subsetOf("patents", "designs", "fees").map(List::copyOf)).as(Decision::new);
        return step.list().ofMaxSize(8).map(decisions -> {
            var changes = new ArrayList<ArticleChange>();
            for (var decision : decisions) {
                changes.add(decision.about(id, number, changes.size() + 1));
            }
            return changes;
        });
    }

    private record Decision(int kind, Section section, int slug, int hours, List<String> tags) {
        ArticleChange about(String id, int number, long sequence) {
            return switch (kind) {
                case 0, 1 -> Stories.withdrawn(id, sequence);
                case 2 -> Stories.takenDown(id, sequence);
                case 3 -> Stories.revoked(id, sequence);
                default -> Stories.approved(signedAndCorrected(Stories.story(id, sequence, section,
                        "slug-" + number + "-" + slug, Stories.NOON.plusSeconds(hours * 3_600L),
                        "Words by " + id + " at " + sequence, tags)));
            };
        }

        /** By one desk, by two or by none; and with up to two corrections, months apart. */
        private Words signedAndCorrected(Words story) {
            var words = Stories.signedBy(story, BYLINES.get(hours % BYLINES.size()));
            for (int number = 0; number < hours % 3; number++) {
                words = Stories.corrected(words, "Correction " + number + " of " + kind,
                        Stories.NOON.plusSeconds((kind + 1 + number * 9L) * 3_000_000L));
            }
            return words;
        }
    }

    /** The histories and what happens to the large site's own stories meanwhile, and new ones of any date. */
    private static List<ArticleChange> among(List<List<ArticleChange>> histories, Random random) {
        var all = new ArrayList<>(histories);
        for (int number = 0; number < 25; number++) {
            String id = "old-" + random.nextInt(310);
            var date = Stories.NOON.plusSeconds(random.nextInt(1_500_000) - (random.nextInt(3) == 0 ? 90_000_000L : 0));
            all.add(List.of(switch (random.nextInt(6)) {
                case 0 -> Stories.withdrawn(id, 2 + number);
                case 1, 2 -> Stories.approved(Stories.story(id, 2 + number,
                        SECTIONS.get(random.nextInt(3)), id + "-moved", date));
                default -> Stories.approved(Stories.story("new-" + number, 1, SECTIONS.get(random.nextInt(3)),
                        "new-" + number, date));
            }));
        }
        return interleaved(all, random);
    }

    private static List<ArticleChange> interleaved(List<List<ArticleChange>> histories, Random random) {
        var left = new ArrayList<>(histories.stream().filter(history -> !history.isEmpty()).map(ArrayList::new)
                .toList());
        var mixed = new ArrayList<ArticleChange>();
        while (!left.isEmpty()) {
            var next = left.get(random.nextInt(left.size()));
            mixed.add(next.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return mixed;
    }

    private static List<List<ArticleChange>> batches(List<ArticleChange> changes, Random random) {
        var batches = new ArrayList<List<ArticleChange>>();
        int from = 0;
        while (from < changes.size()) {
            int to = Math.min(changes.size(), from + 1 + random.nextInt(4));
            batches.add(changes.subList(from, to));
            from = to;
        }
        return batches;
    }
}
