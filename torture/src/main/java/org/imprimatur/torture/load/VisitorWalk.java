package org.imprimatur.torture.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A visitor who chooses a few times, and now and then sends an old choice once more. */
final class VisitorWalk implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 500_000_000;
    private static final int RECEIPT_TRIES = 6;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String CHOICES = "/consent/api/v1/choices";
    private static final String CHOICE = "imprimatur_choice";
    private static final String SITE = "http://newsroom.example";

    private final Calls calls;
    private final Ledger ledger;
    private final List<String> sites;
    private final Random random;
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<Map<String, Object>> sent = new ArrayList<>();
    private final List<String> records = new ArrayList<>();

    VisitorWalk(Calls calls, Ledger ledger, List<String> sites, long seed, int number) {
        this.calls = calls;
        this.ledger = ledger;
        this.sites = sites;
        this.random = new Random(seed * 131 + number);
    }

    @Override
    public void run() {
        Reply notice = persist("notice", "GET", "/consent/api/v1/notice", null);
        if (notice.status() != OK || !(notice.json("purposes") instanceof List<?> purposes)) {
            return;
        }
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            Map<String, Object> choice = choice(notice, purposes, _ -> random.nextBoolean());
            boolean done = random.nextInt(4) == 0
                    ? supersede(choice(notice, purposes, _ -> true), choice(notice, purposes, _ -> false))
                    : choose(choice);
            if (!done) {
                return;
            }
            if (random.nextInt(3) == 0) {
                repeat(random.nextInt(sent.size()));
            }
            if (random.nextInt(3) == 0) {
                receive(records.getLast());
            }
            LockSupport.parkNanos(Duration.ofMillis(100 + random.nextInt(2_000)).toNanos());
        }
    }

    private static Map<String, Object> choice(Reply notice, List<?> purposes, Predicate<String> answer) {
        Map<String, Object> choices = new HashMap<>();
        for (Object purpose : purposes) {
            if (purpose instanceof Map<?, ?> words && Boolean.TRUE.equals(words.get("optional"))) {
                String id = String.valueOf(words.get("id"));
                choices.put(id, answer.test(id));
            }
        }
        return Map.of("id", UUID.randomUUID().toString(), "notice", notice.string("hash"), "language",
                notice.string("language"), "choices", choices, "method", "banner");
    }

    /**
     * Accepts, and rejects before that is answered: whoever that was, both are one visitor's. Which of the two came
     * first is for the service to say, unless the first was answered before the second was sent.
     *
     * @return whether there is more to ask of this visitor
     */
    private boolean supersede(Map<String, Object> accept, Map<String, Object> reject) {
        Map<String, String> before = Map.copyOf(cookies);
        String site = sites.get(random.nextInt(sites.size()));
        AtomicReference<Reply> overtaken = new AtomicReference<>();
        Thread first = Thread.ofVirtual().start(() -> overtaken
                .set(calls.send("POST", site + CHOICES, fields(before), accept)));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(40)).toNanos());
        Map<String, Object> second = new HashMap<>(reject);
        second.put("supersedes", accept.get("id"));
        Instant sentAt = Instant.now();
        boolean done = choose(second, overtaken.get() != null);
        join(first);
        Reply answer = overtaken.get();
        ledger.note("choose, to be superseded", answer, String.valueOf(accept.get("id")));
        if (done && answer.status() == CREATED) {
            ledger.chose(new Ledger.Choice(String.valueOf(accept.get("id")), answer.string("recordId"),
                    Map.copyOf(cookies)));
        }
        return done && answer.status() == CREATED && answer.answered().isBefore(sentAt);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(String record) {
        for (int tries = 0; tries < RECEIPT_TRIES; tries++) {
            Reply reply = persist("receipt", "GET", "/consent/api/v1/records/" + record + "/receipt", null);
            if (reply.status() == OK) {
                ledger.received(new Ledger.Receipt(record, reply.text()));
                return;
            }
            if (reply.isRefusal()) {
                ledger.broken("a right choice refused", "its receipt: " + reply.status() + " " + reply.words());
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean choose(Map<String, Object> choice) {
        return choose(choice, true);
    }

    /** @param inOrder whether nothing else of this visitor's is on its way */
    private boolean choose(Map<String, Object> choice, boolean inOrder) {
        Reply reply = persist("choose", "POST", CHOICES, choice);
        if (!reply.isDefinite()) {
            return false;
        }
        if (reply.status() != CREATED && reply.status() != OK) {
            ledger.broken("a right choice refused", reply.status() + " " + reply.text());
            return false;
        }
        sent.add(choice);
        records.add(reply.string("recordId"));
        ledger.chose(new Ledger.Choice(String.valueOf(choice.get("id")), records.getLast(), Map.copyOf(cookies)));
        if (inOrder) {
            checkCookie("a readable cookie other than the newest record");
        }
        return true;
    }

    private void repeat(int which) {
        Reply reply = persist("repeat", "POST", CHOICES, sent.get(which));
        if (reply.isDefinite() && !reply.string("recordId").equals(records.get(which))) {
            ledger.broken("a repeated choice with another number",
                    records.get(which) + " became " + reply.status() + " " + reply.text());
        }
        if (reply.isDefinite()) {
            checkCookie("a readable cookie moved by an old choice");
        }
    }

    private void checkCookie(String law) {
        Set<Object> wanted = new HashSet<>();
        if (sent.getLast().get("choices") instanceof Map<?, ?> choices) {
            choices.forEach((purpose, allowed) -> {
                if (Boolean.TRUE.equals(allowed)) {
                    wanted.add(purpose);
                }
            });
        }
        String value = cookies.getOrDefault(CHOICE, "");
        Set<Object> said = new HashSet<>(List.of(value.substring(value.indexOf(':') + 1).split("\\.")));
        said.remove("");
        said.remove("necessary");
        if (!said.equals(wanted)) {
            ledger.broken(law, said + " instead of " + wanted);
        }
    }

    private Reply persist(String what, String method, String path, @org.jspecify.annotations.Nullable Object json) {
        Instant end = Instant.now().plus(PATIENCE);
        int instance = random.nextInt(sites.size());
        while (true) {
            Reply reply = calls.send(method, sites.get(instance++ % sites.size()) + path, fields(cookies), json);
            // Asked again under the same id it is kept under it.
            ledger.note(what, reply, "");
            for (String cookie : reply.fields().getOrDefault("set-cookie", List.of())) {
                String pair = cookie.split(";", 2)[0];
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            if (reply.isDefinite() || Instant.now().isAfter(end)) {
                return reply;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Map<String, String> fields(Map<String, String> cookies) {
        Map<String, String> fields = new HashMap<>(Map.of("Origin", SITE));
        if (!cookies.isEmpty()) {
            fields.put("Cookie", String.join("; ",
                    cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).toList()));
        }
        return fields;
    }
}
