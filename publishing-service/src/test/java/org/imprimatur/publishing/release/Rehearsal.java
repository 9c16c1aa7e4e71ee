package org.imprimatur.publishing.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.release.Tally.Reached;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom that keeps to the workflow's rules, a broker with one partition, and two instances of the site that die and
 * come back, all in one thread and by one random source. It knows at any time what may be public.
 */
final class Rehearsal {
    private static final int ARTICLES = 3;

    /** One article as the newsroom knows it. */
    private static final class Draft {
        private final String id;
        private final List<Approved> standing = new ArrayList<>();
        private final List<Long> revoked = new ArrayList<>();
        private long sequence;
        private boolean off;
        private boolean takenDown;

        private Draft(String id) {
            this.id = id;
        }

        /** The newest approval that is due; null if there is none, or the article was taken off after it. */
        private @Nullable Approved publicAt(Instant now) {
            return off
                    ? null
                    : standing.reversed().stream().filter(one -> !one.story().due().isAfter(now)).findFirst()
                            .orElse(null);
        }
    }

    private final MongoDatabase database;
    private final Random random;
    private final Tally tally;
    private final SettableClock clock = new SettableClock(NOON);
    private final Map<String, Draft> drafts = new TreeMap<>();
    private final List<ArticleChange> topic = new ArrayList<>();
    private final Map<String, Integer> ends = new HashMap<>();
    private final List<Faults> faults = List.of(new Faults(), new Faults());
    private final List<SiteInstance> rooms = new ArrayList<>();
    private int committed;
    /** What the present owner of the partition has read, at least what is committed. */
    private int position;
    private int owner;

    Rehearsal(MongoDatabase database, Random random, Tally tally) {
        this.database = database;
        this.random = random;
        this.tally = tally;
        for (int number = 0; number < ARTICLES; number++) {
            drafts.put("article-" + number, new Draft("article-" + number));
        }
        for (int number = 0; number < faults.size(); number++) {
            rooms.add(start(number));
        }
    }

    void act(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> decide(drafts.get("article-" + random.nextInt(ARTICLES)));
                case 3, 4 -> poll(1 + random.nextInt(3));
                case 5 -> clock.set(clock.instant().plusSeconds(random.nextInt(40)));
                case 6 -> perform(random.nextInt(2), room -> room.releases.releaseDue());
                case 7 -> perform(random.nextInt(2), room -> {
                    room.publisher.follow();
                    room.project();
                });
                case 8 -> rebalance();
                default -> faults.get(random.nextInt(2)).crashAfter(random.nextInt(4), random.nextBoolean());
            }
            readersSeeNothingThatMustNotBe();
        }
    }

    /** Nothing fails any more, everything is read and every time has come. */
    void settle() {
        faults.forEach(Faults::disarm);
        clock.set(clock.instant().plusSeconds(1_000));
        while (committed < topic.size()) {
            // What was read and not committed comes again, as to the next owner.
            position = committed;
            poll(5);
        }
        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < rooms.size(); number++) {
                perform(number, room -> {
                    room.publisher.follow();
                    room.releases.releaseDue();
                });
            }
        }
        rooms.forEach(room -> room.publisher.follow());
    }

    void assertTheLaw() {
        assertThat(rooms.getFirst().seen()).isEqualTo(rooms.getLast().seen());
        assertThat(rooms).allMatch(room -> room.publisher.isOpen());
        for (var draft : drafts.values()) {
            var expected = draft.publicAt(clock.instant());
            assertThat(shown(draft, rooms.getFirst())).as("%s of %s", draft.id, told(draft))
                    .isEqualTo(expected == null ? 0L : expected.sequence());
        }
        var anew = new SiteInstance("anew", database, clock);
        anew.load();
        assertThat(anew.seen()).isEqualTo(rooms.getFirst().seen());
        var editions = rooms.getFirst().log.after(0, 1_000);
        for (int index = 0; index < editions.size(); index++) {
            assertThat(editions.get(index).follows(index == 0 ? null : editions.get(index - 1))).isTrue();
        }
        assertThat(editions.stream().flatMap(edition -> edition.outcomes().stream())
                .filter(outcome -> outcome.status() == 200)
                .map(outcome -> outcome.articleId() + "/" + outcome.sequence())).doesNotHaveDuplicates();
    }

    /** Decides something that the workflow allows now; the broker has it at once. */
    private void decide(@Nullable Draft draft) {
        if (draft == null || draft.takenDown) {
            return;
        }
        var now = clock.instant();
        var newest = draft.standing.isEmpty() ? null : draft.standing.getLast();
        boolean waits = newest != null && newest.story().due().isAfter(now);
        boolean out = draft.publicAt(now) != null;
        int kind = random.nextInt(waits ? 4 : 12);
        if (newest != null && waits && kind < 3) {
            draft.revoked.add(newest.sequence());
            draft.standing.removeLast();
            send(Stories.revoked(draft.id, ++draft.sequence));
            tally.note(Reached.REVOKED_IN_TIME);
        } else if (out && kind == 10) {
            draft.off = true;
            draft.standing.clear();
            send(Stories.withdrawn(draft.id, ++draft.sequence, now));
            tally.note(Reached.WITHDRAWN);
        } else if (out && (kind == 9 || kind == 11)) {
            draft.takenDown = true;
            draft.off = true;
            send(Stories.takenDown(draft.id, ++draft.sequence, now));
            tally.note(Reached.TAKEN_DOWN);
        } else {
            approve(draft, now, waits);
        }
    }

    private void approve(Draft draft, Instant now, boolean waits) {
        long sequence = ++draft.sequence;
        var story = Stories.story(draft.id, sequence, Section.CASES, draft.id, now, "Words of sequence " + sequence
                + " of " + draft.id + ".", List.of());
        boolean later = random.nextInt(3) > 0;
        var approval = (Approved) Stories.signed(Stories.approved(
                later ? Stories.scheduled(story, now.plusSeconds(1 + random.nextInt(60)), now) : story), null);
        if (waits) {
            tally.note(Reached.NEWER_WHILE_WAITING);
        } else if (later && draft.publicAt(now) != null) {
            tally.note(Reached.LIVE_BESIDE_A_WAITING_ONE);
        }
        draft.standing.add(approval);
        draft.off = false;
        send(approval);
    }

    /** The article's decisions, briefly. */
    private List<String> told(Draft draft) {
        return topic.stream().filter(change -> change.articleId().equals(draft.id))
                .map(change -> change.getClass().getSimpleName() + " " + change.sequence()
                        + (change instanceof Approved one ? " due " + one.story().due() : ""))
                .toList();
    }

    private void send(ArticleChange decision) {
        topic.add(Stories.signed(decision, null));
    }

    /** The owner takes some records, and the group's position moves once they are carried out. */
    private void poll(int records) {
        int from = position;
        int to = Math.min(topic.size(), from + records);
        var batch = topic.subList(from, to);
        if (batch.isEmpty()) {
            return;
        }
        var now = clock.instant();
        for (var change : batch) {
            if (change instanceof ArticleChange.ApprovalRevoked && topic.subList(0, from).stream().anyMatch(
                    earlier -> earlier instanceof Approved approved && approved.articleId().equals(change.articleId())
                            && !approved.story().due().isAfter(now))) {
                tally.note(Reached.REVOCATION_READ_AFTER_DUE);
            }
        }
        if (from < committed) {
            tally.note(Reached.REPEATED);
        }
        perform(owner, room -> {
            room.releases.take(batch);
            position = to;
            // The offset may be committed, or the process be gone before it is.
            if (random.nextInt(4) > 0) {
                committed = Math.max(committed, to);
            }
        });
        if (random.nextInt(4) == 0) {
            position = Math.max(0, committed - random.nextInt(3));
        }
    }

    private void rebalance() {
        owner = 1 - owner;
        position = committed;
    }

    private interface Work {
        void on(SiteInstance room);
    }

    /** Does it, unless the instance dies of it; then it comes back at once, or goes on after the outage. */
    private void perform(int number, Work work) {
        try {
            work.on(rooms.get(number));
        } catch (Faults.Crash crash) {
            tally.note(String.valueOf(crash.getMessage()).startsWith("before")
                    ? Reached.CRASHED_BEFORE_A_WRITE
                    : Reached.CRASHED_AFTER_A_WRITE);
            if (owner == number) {
                position = committed;
            }
            if (random.nextBoolean()) {
                tally.note(Reached.RESTARTED);
                rooms.set(number, start(number));
            }
        } catch (SiteNotLoadedException opening) {
            rooms.get(number).publisher.follow();
        }
    }

    private SiteInstance start(int number) {
        faults.get(number).disarm();
        var room = new SiteInstance("room-" + number, faults.get(number).over(database), clock, this::caughtUp);
        room.load();
        return room;
    }

    /** As the broker would answer: everything that lay in the partition when it was first asked has been carried out. */
    private List<Waiting> caughtUp(Collection<Waiting> due) {
        var ready = new ArrayList<Waiting>();
        for (var one : due) {
            int end = ends.computeIfAbsent(one.articleId() + "/" + one.sequence(), _ -> topic.size());
            if (committed >= end) {
                ready.add(one);
                tally.note(Reached.RELEASED_ON_TIME);
            } else {
                tally.note(Reached.HELD_BACK);
            }
        }
        return ready;
    }

    /** Not before its time, and never once it was revoked in time. */
    private void readersSeeNothingThatMustNotBe() {
        for (var room : rooms) {
            for (var draft : drafts.values()) {
                long shown = shown(draft, room);
                assertThat(draft.revoked).as("%s of %s", draft.id, told(draft)).doesNotContain(shown);
                topic.stream().filter(change -> change instanceof Approved && change.articleId().equals(draft.id)
                        && change.sequence() == shown)
                        .forEach(change -> assertThat(((Approved) change).story().due())
                                .isBeforeOrEqualTo(clock.instant()));
            }
        }
    }

    /** The sequence of the approval whose words readers of that instance find; 0 if they find none. */
    private static long shown(Draft draft, SiteInstance room) {
        var page = room.shown.get("/cases/" + draft.id);
        if (page == null || page.status() != 200) {
            return 0;
        }
        var text = room.text(page);
        int at = text.indexOf("Words of sequence ") + "Words of sequence ".length();
        return Long.parseLong(text.substring(at, text.indexOf(' ', at)));
    }
}
