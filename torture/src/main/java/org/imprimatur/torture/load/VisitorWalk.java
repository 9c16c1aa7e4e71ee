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
import java.util.concurrent.locks.LockSupport;

/** A visitor who chooses a few times, and now and then sends an old choice once more. */
final class VisitorWalk implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 500_000_000;
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
        if (notice.status() != 200 || !(notice.json("purposes") instanceof List<?> purposes)) {
            return;
        }
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            Map<String, Object> choices = new HashMap<>();
            for (Object purpose : purposes) {
                if (purpose instanceof Map<?, ?> words && Boolean.TRUE.equals(words.get("optional"))) {
                    choices.put(String.valueOf(words.get("id")), random.nextBoolean());
                }
            }
            Map<String, Object> choice = Map.of("id", UUID.randomUUID().toString(), "notice", notice.string("hash"),
                    "language", notice.string("language"), "choices", choices, "method", "banner");
            if (!choose(choice)) {
                return;
            }
            if (random.nextInt(3) == 0) {
                repeat(random.nextInt(sent.size()));
            }
            LockSupport.parkNanos(Duration.ofMillis(100 + random.nextInt(2_000)).toNanos());
        }
    }

    private boolean choose(Map<String, Object> choice) {
        Reply reply = persist("choose", "POST", "/consent/api/v1/choices", choice);
        if (!reply.isDefinite()) {
            return false;
        }
        if (reply.status() != 201 && reply.status() != 200) {
            ledger.broken("a right choice refused", reply.status() + " " + reply.text());
            return false;
        }
        sent.add(choice);
        records.add(reply.string("recordId"));
        ledger.chose(new Ledger.Choice(String.valueOf(choice.get("id")), records.getLast(), Map.copyOf(cookies)));
        checkCookie("a readable cookie other than the newest record");
        return true;
    }

    private void repeat(int which) {
        Reply reply = persist("repeat", "POST", "/consent/api/v1/choices", sent.get(which));
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
            Map<String, String> fields = new HashMap<>(Map.of("Origin", SITE));
            if (!cookies.isEmpty()) {
                fields.put("Cookie", String.join("; ",
                        cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).toList()));
            }
            Reply reply = calls.send(method, sites.get(instance++ % sites.size()) + path, fields, json);
            ledger.note(what, reply);
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
}
