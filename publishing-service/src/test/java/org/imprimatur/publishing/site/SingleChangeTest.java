package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.Stories.Words;
import org.jspecify.annotations.Nullable;

/** On a site of thousands of stories, whatever happens to one of them is two dozen pages' work at most. */
class SingleChangeTest {
    private static final int STORIES = 3_000;
    private static final int TWO_DOZEN = 24;

    /** What can happen to a story. */
    private enum Change {
        RELEASE, BACK_DATED, IMPORT, MOVE_OF_AN_OLD_STORY, MOVE_OF_A_NEW_STORY, OTHER_SLUG, OTHER_TAG, CORRECTION,
        WITHDRAWAL, TAKEDOWN, RETURN, EMBARGO, DUE
    }

    private static final List<Section> SECTIONS = List.of(Section.values());
    private static final List<Change> CHANGES = List.of(Change.values());
    private static final Map<Change, Integer> REACHED = new EnumMap<>(Change.class);

    private Printed printed = new Printed();
    private final List<Words> live = new ArrayList<>();
    private final List<Words> off = new ArrayList<>();
    private final List<Words> waiting = new ArrayList<>();
    private int most;

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void anySingleChangeTouchesAtMostTwoDozenPages(@ForAll Random random) {
        begin();
        for (int round = 0; round < 1_200; round++) {
            var kind = CHANGES.get(random.nextInt(CHANGES.size()));
            var change = change(kind, round, random);
            if (change != null) {
                REACHED.merge(kind, 1, Integer::sum);
                take(kind, change);
            }
        }
        assertThat(SECTIONS.stream().flatMap(section -> printed.site().section(section).pages().stream())
                .filter(page -> page.part() > 0)).as("pages split off others").hasSizeGreaterThan(1);
        assertThat(most).as("pages touched at most").isGreaterThan(8);
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    /** A bound on changes that never happened says nothing. */
    @AfterContainer
    static void everythingHappened() {
        for (var kind : Change.values()) {
            assertThat(REACHED.getOrDefault(kind, 0)).as(kind.name()).isGreaterThan(20);
        }
    }

    /** Every try has a site of its own. */
    private void begin() {
        printed = new Printed();
        List.of(live, off, waiting).forEach(List::clear);
        most = 0;
        var changes = new ArrayList<ArticleChange>();
        for (int number = 0; number < STORIES; number++) {
            var story = story("id-" + number, 1, SECTIONS.get(number % 5), "slug-" + number,
                    NOON.plus(Duration.ofHours(number)), "Words.", List.of("tag-" + number % 3));
            changes.add(Stories.approved(story));
            live.add(story);
        }
        printed.take(changes);
    }

    private void take(Change kind, ArticleChange change) {
        var step = printed.site().apply(printed.editions() + 1, List.of(change));
        // Each address that the article once had leads on to where it is now: that is its own affair.
        var touched = printed.touchedBy(step).stream()
                .filter(address -> step.after().at(address.path()).filter(Occupant.MovedTo.class::isInstance).isEmpty())
                .toList();
        assertThat(touched).as("%s", kind).hasSizeLessThanOrEqualTo(TWO_DOZEN);
        most = Math.max(most, touched.size());
        printed.take(List.of(change));
    }

    private @Nullable ArticleChange change(Change kind, int round, Random random) {
        long sequence = 2L + round;
        return switch (kind) {
            case RELEASE -> release("new-" + round, SECTIONS.get(round % 5), Duration.ofHours(STORIES + round));
            case BACK_DATED ->
                release("late-" + round, SECTIONS.get(round % 5), Duration.ofMinutes(random.nextInt(STORIES * 60)));
            case IMPORT -> release("older-" + round, Section.CASES, Duration.ofMinutes(-random.nextInt(1_000) * 60L));
            case MOVE_OF_AN_OLD_STORY -> move(random.nextInt(live.size() / 2), sequence, random);
            case MOVE_OF_A_NEW_STORY -> move(live.size() - 1 - random.nextInt(5), sequence, random);
            case OTHER_SLUG -> replace(random.nextInt(live.size()), one -> story(one.articleId(), sequence,
                    one.section(), "slug-at-" + sequence, one.date(), "Words.", one.tags()));
            case OTHER_TAG -> replace(random.nextInt(live.size()), one -> story(one.articleId(), sequence,
                    one.section(), one.slug(), one.date(), "Words.", List.of("tag-" + random.nextInt(3))));
            case CORRECTION -> replace(random.nextInt(live.size()), one -> Stories.corrected(story(
                    one.articleId(), sequence, one.section(), one.slug(), one.date(), "Words.", one.tags()), "Wrong.",
                    NOON.plus(Duration.ofDays(900))));
            case WITHDRAWAL -> {
                var story = live.remove(random.nextInt(live.size()));
                off.add(story);
                yield Stories.withdrawn(story.articleId(), sequence);
            }
            case TAKEDOWN -> Stories.takenDown(live.remove(random.nextInt(live.size())).articleId(), sequence);
            case RETURN -> {
                if (off.isEmpty()) {
                    yield null;
                }
                live.add(off.removeLast());
                yield replace(live.size() - 1, one -> story(one.articleId(), sequence, one.section(),
                        one.slug(), one.date(), "Words.", one.tags()));
            }
            case EMBARGO -> {
                var due = NOON.plus(Duration.ofHours(STORIES + round));
                var story = Stories.scheduled(story("waits-" + round, 1, SECTIONS.get(round % 5),
                        "waits-" + round, due, "Words.", List.of("tag-1")), due, due);
                waiting.add(story);
                yield Stories.approved(story);
            }
            case DUE -> {
                if (waiting.isEmpty()) {
                    yield null;
                }
                var story = waiting.removeFirst();
                live.add(story);
                yield ArticleChange.Due.of(printed.site().due(story.story().due(), 1).getFirst());
            }
        };
    }

    /** One author in three has company. */
    private static Words story(String id, long sequence, Section section, String slug, Instant at, String body,
            List<String> tags) {
        int number = Math.floorMod(id.hashCode(), 3);
        return Stories.signedBy(Stories.story(id, sequence, section, slug, at, body, tags),
                number == 0 ? "Desk 0 and Desk 1" : "Desk " + number);
    }

    private ArticleChange release(String id, Section section, Duration after) {
        var story = story(id, 1, section, id, NOON.plus(after),
                "Words.", List.of("tag-" + Math.floorMod(id.hashCode(), 3)));
        live.add(story);
        return Stories.approved(story);
    }

    private ArticleChange move(int index, long sequence, Random random) {
        return replace(index, one -> story(one.articleId(), sequence,
                SECTIONS.get((SECTIONS.indexOf(one.section()) + 1 + random.nextInt(4)) % 5), one.slug(), one.date(),
                "Words.", one.tags()));
    }

    private ArticleChange replace(int index, Function<Story, Words> other) {
        var story = other.apply(live.get(index).story());
        live.set(index, story);
        return Stories.approved(story);
    }
}
