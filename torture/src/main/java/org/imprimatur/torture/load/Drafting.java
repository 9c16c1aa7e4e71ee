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

/** An article that is begun, perhaps changed once, and goes no further. */
final class Drafting implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_NANOS = 500_000_000;
    private static final int CREATED = 201;

    private final Calls calls;
    private final Ledger ledger;
    private final List<String> content;
    private final Random random;
    private final int number;
    private int instance;

    Drafting(Calls calls, Ledger ledger, List<String> content, long seed, int number) {
        this.calls = calls;
        this.ledger = ledger;
        this.content = content;
        this.random = new Random(seed * 57 + number);
        this.number = number;
        this.instance = random.nextInt(content.size());
    }

    @Override
    public void run() {
        Reply created = persist("POST", "", "", words("As begun."));
        if (created.status() != CREATED) {
            return;
        }
        ledger.drafted(created.string("id"));
        if (random.nextBoolean()) {
            persist("PUT", "/" + created.string("id"), created.field("etag"), words("As it stays."));
        }
    }

    private Map<String, Object> words(String body) {
        return Map.of("headline", "Draft " + number, "section", "articles", "slug", "draft-" + number, "language", "en",
                "body", body, "source", Map.of("name", "The ledger"));
    }

    /** Asks until it is known what became of it. */
    private Reply persist(String method, String path, String tag, Map<String, Object> words) {
        Map<String, String> fields = new HashMap<>();
        fields.put("Authorization", "Bearer " + TestIdentity.shared().token("anna", "author"));
        fields.put(tag.isEmpty() ? "Idempotency-Key" : "If-Match", tag.isEmpty() ? UUID.randomUUID().toString() : tag);
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Reply reply = calls.send(method, content.get(instance++ % content.size()) + "/api/v1/articles" + path,
                    fields, words);
            ledger.note("draft " + number, reply);
            if (reply.isDefinite() || Instant.now().isAfter(end)) {
                return reply;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
