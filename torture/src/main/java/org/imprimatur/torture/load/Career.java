package org.imprimatur.torture.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.torture.load.Story.Decision;
import org.imprimatur.torture.load.Story.Kind;
import org.jspecify.annotations.Nullable;

/** One article's way through the newsroom. Whoever gets no answer asks again with the same key, also elsewhere. */
final class Career implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int OK = 200;
    private static final List<String> SECTIONS = List.of("alerts", "ip-news");

    private final Calls calls;
    private final Ledger ledger;
    private final List<String> content;
    private final Random random;
    private final Story story;
    private String section = SECTIONS.getFirst();
    private String slug;
    private String tag = "";
    private int version = 1;

    Career(Calls calls, Ledger ledger, List<String> content, long seed, int number) {
        this.calls = calls;
        this.ledger = ledger;
        this.content = content;
        this.random = new Random(seed * 31 + number);
        this.slug = "torture-" + number;
        this.story = new Story("/" + section + "/" + slug, "words-" + number + "-");
    }

    @Override
    public void run() {
        ledger.open(story);
        Reply created = persist("create", "POST", "", "anna", "author", words());
        if (created.status() != 201) {
            story.giveUp();
            return;
        }
        story.number(created.string("id"));
        // Now and then it moves before anybody saw it.
        if (random.nextInt(5) == 0 && !redraft()) {
            return;
        }
        if (!approve(random.nextInt(2) == 0)) {
            return;
        }
        search();
        for (int step = random.nextInt(3); step > 0; step--) {
            pause(Duration.ofMillis(500 + random.nextInt(4_000)));
            if (!redraft() || !approve(random.nextInt(3) == 0)) {
                return;
            }
        }
        pause(Duration.ofMillis(500 + random.nextInt(4_000)));
        switch (random.nextInt(6)) {
            case 0 -> decide(Kind.WITHDRAWN, "withdraw", "erik", "editor", Map.of("reason", "As agreed."));
            case 1 -> decide(Kind.TAKEN_DOWN, "take-down", "lena", "legal", Map.of("reason", "By order."));
            default -> {
                // It stays.
            }
        }
    }

    private Map<String, Object> words() {
        return Map.of("headline", "Torture " + story.marker(), "section", section, "slug", slug, "language", "en",
                "body",
                "The words are " + story.marker() + version + ".\n\nNothing else.", "source",
                Map.of("name", "The ledger"));
    }

    /** Two people change the same article at the same time: one of them is told so. */
    private boolean redraft() {
        version++;
        move();
        Map<String, Object> mine = words();
        if (random.nextInt(3) == 0) {
            Map<String, Object> theirs = new HashMap<>(mine);
            theirs.put("headline", "Somebody else's " + story.marker());
            String asRead = tag;
            Reply[] other = new Reply[1];
            Thread rival = Thread.ofVirtual().start(() -> other[0] = once("PUT", "/" + story.id(), "erik", "editor",
                    theirs, asRead, UUID.randomUUID().toString(), 1));
            Reply first = once("PUT", "/" + story.id(), "anna", "author", mine, asRead, UUID.randomUUID().toString(),
                    0);
            join(rival);
            if (first.status() == OK && other[0] != null && other[0].status() == OK) {
                ledger.broken("a change lost to another one", story.path());
            }
            Reply now = persist("read", "GET", "/" + story.id(), "erik", "editor", null);
            if (now.status() != OK) {
                return ended(now);
            }
        }
        Reply edited = persist("edit", "PUT", "/" + story.id(), "anna", "author", mine);
        return edited.status() == OK || ended(edited);
    }

    /** Now and then it gets another slug or another section, or both; it never comes back to where it was. */
    private void move() {
        int which = random.nextInt(8);
        if (which < 2) {
            slug = story.path().substring(story.path().lastIndexOf('/') + 1) + "-" + version;
        }
        if (which == 1 || which == 2) {
            section = SECTIONS.get((SECTIONS.indexOf(section) + 1) % SECTIONS.size());
        }
        String path = "/" + section + "/" + slug;
        if (!story.paths().contains(path)) {
            story.moved(version, path);
        } else if (!story.pathOf(version).equals(path)) {
            slug = slug + "-" + version;
            story.moved(version, "/" + section + "/" + slug);
        }
    }

    /** The desk looks for it, which isn't held against anybody before all is well again. */
    private void search() {
        String asRead = tag;
        persist("search", "GET", "?q=" + story.marker(), "edith", "editor", null);
        tag = asRead;
    }

    private boolean approve(boolean embargoed) {
        Reply submitted = persist("submit", "POST", "/" + story.id() + "/actions/submit", "anna", "author", null);
        if (submitted.status() != OK) {
            return ended(submitted);
        }
        Instant due = Instant.now().plusMillis(3_000 + random.nextInt(9_000));
        Map<String, Object> body = new HashMap<>();
        if (embargoed) {
            body.put("releaseAt", due.toString());
        }
        if (version > 1 && random.nextInt(2) == 0) {
            body.put("correction", Map.of("note", "Mended in version " + version + "."));
        }
        Instant sent = Instant.now();
        Reply approved = persist("approve", "POST", "/" + story.id() + "/actions/approve", "edith", "editor", body);
        story.decided(new Decision(Kind.APPROVED, version, embargoed ? due : sent, sent, approved.answered(),
                approved.isDefinite() ? approved.status() : 0));
        if (approved.status() != OK) {
            return ended(approved);
        }
        if (embargoed && random.nextInt(2) == 0) {
            // Just before it is due, or just after.
            pause(Duration.between(Instant.now(), due.plusMillis(random.nextInt(2_000) - 1_500)));
            return decide(Kind.REVOKED, "revoke-approval", "edith", "editor", null) || !story.isUncertain();
        }
        if (embargoed) {
            pause(Duration.between(Instant.now(), due.plusMillis(200)));
        }
        return true;
    }

    private boolean decide(Kind kind, String action, String who, String role, @Nullable Map<String, ?> body) {
        Instant sent = Instant.now();
        Reply reply = persist(action, "POST", "/" + story.id() + "/actions/" + action, who, role, body);
        story.decided(new Decision(kind, version, null, sent, reply.answered(),
                reply.isDefinite() ? reply.status() : 0));
        return reply.isDefinite() && reply.status() < 300;
    }

    /** It goes no further. Unless it was refused, nobody can tell what the newsroom made of that last request. */
    private boolean ended(Reply last) {
        if (!last.isDefinite()) {
            story.giveUp();
        }
        return false;
    }

    /** Asks until it is known what became of it. */
    private Reply persist(String what, String method, String path, String who, String role,
            @Nullable Map<String, ?> body) {
        String key = UUID.randomUUID().toString();
        Instant end = Instant.now().plus(PATIENCE);
        boolean again = false;
        boolean unknown = false;
        String asRead = tag;
        int instance = random.nextInt(content.size());
        while (true) {
            Reply reply = once(method, path, who, role, body, asRead, key, instance++);
            ledger.note(what + " " + story.path(), reply, unknown || !method.equals("POST") ? "" : key);
            if (reply.isDefinite() || Instant.now().isAfter(end)) {
                String next = reply.field("etag");
                tag = next.isEmpty() ? tag : next;
                if (again && reply.isRefusal() && !isAMatterOfTime(what, body)) {
                    ledger.broken("an own retry refused", what + " " + story.path() + ": " + reply.status() + " "
                            + reply.words());
                }
                return reply;
            }
            again = true;
            if (!unknown && reply.saysNothingKept()) {
                // Taken at its word: if it was kept after all, two of a kind are there now, or the old key is.
                key = UUID.randomUUID().toString();
            } else {
                unknown = true;
            }
            pause(PAUSE);
        }
    }

    /** What could be done when it was first asked for, and can't be any more when it is asked for again. */
    private static boolean isAMatterOfTime(String what, @Nullable Map<String, ?> body) {
        return what.equals("revoke-approval") || (body != null && body.containsKey("releaseAt"));
    }

    private Reply once(String method, String path, String who, String role, @Nullable Map<String, ?> body,
            String asRead, String key, int instance) {
        Map<String, String> fields = new HashMap<>();
        fields.put("Authorization", "Bearer " + TestIdentity.shared().token(who, role));
        if (method.equals("POST")) {
            fields.put("Idempotency-Key", key);
        }
        if (!method.equals("GET") && !path.isEmpty()) {
            fields.put("If-Match", asRead);
        }
        return calls.send(method, content.get(instance % content.size()) + "/api/v1/articles" + path, fields, body);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration length) {
        if (length.isPositive()) {
            LockSupport.parkNanos(length.toNanos());
        }
    }
}
