package org.imprimatur.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.benchmarks.report.Latencies;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Reply;
import org.imprimatur.benchmarks.wire.Request;

/**
 * Visitors who choose through the public port: a choice counts when its 201 is there. Most of them choose for the first
 * time; some come back and allow something, and some of those take it back. One in ten looks at the receipt, as a page
 * would: at once and then every 50 ms.
 *
 * <p>
 * How soon a choice is in the log is measured twice: among the choices of full speed, and at a calm rate, where the
 * queue in front of the log is empty. Last comes a rush that no machine of this size can serve: what counts there is how
 * soon those are told for whom there is no room, and how soon there is room again.
 */
final class Choices {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS = 50_000_000;
    private static final long BETWEEN_CLOSE_LOOKS = 2_000_000;
    private static final int STEADY_PER_SECOND = 50;
    private static final int RUSH = 1_500;
    private static final Duration RUSH_LENGTH = Duration.ofSeconds(5);

    private final Target target;
    private final Report report;
    private final int visitors;
    private final Duration warmUp;
    private final Duration length;
    private final LongAdder again = new LongAdder();

    Choices(Target target, Report report, int visitors, Duration warmUp, Duration length) {
        this.target = target;
        this.report = report;
        this.visitors = visitors;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** Measures how many are kept, and how soon each is in the log: at full speed, and then at a calm rate. */
    void run() {
        report.heading("Choices: " + visitors + " visitors at a time for " + length.toSeconds()
                + " s after " + warmUp.toSeconds() + " s to warm up, through the public port");
        ProcessorTime processors = new ProcessorTime(target.pids());
        try (Connections site = new Connections(target.site())) {
            Map<String, Object> choice = answerToNotice(site);
            Clients.run(visitors, warmUp, new Latencies(), visitor -> new Visits(site, choice, new Latencies()));
            Latencies kept = new Latencies();
            Latencies seen = new Latencies();
            long refused = again.sum();
            Map<String, Long> before = processors.now();
            double perSecond = Clients.run(visitors, length, kept, visitor -> new Visits(site, choice, seen));
            Map<String, Long> after = processors.now();
            report.figure("choices.sentAgain", "sent again after a 503", (double) (again.sum() - refused), "times");
            report.figure("choices.perSecond", "durable choices", perSecond, "/s");
            report.latencies("choices.kept", "one choice, until its 201", kept);
            report.latencies("choices.inLogAtFullSpeed", "201 to receipt, at full speed", seen);
            after.forEach((name, nanos) -> report.figure("choices.processor." + name, "processor time, " + name,
                    (nanos - before.getOrDefault(name, 0L)) / 1_000.0 / kept.count(), "µs a choice"));
            // The log may still be busy with the choices before; what is behind them has to be through first.
            awaitReceipt(site, choose(site, choice, ""), BETWEEN_LOOKS);
            Latencies logged = inLog(site, choice);
            report.latencies("choices.inLog", "201 to receipt, at " + STEADY_PER_SECOND + "/s", logged);
            rush(site, choice);
        }
    }

    private void rush(Connections site, Map<String, Object> choice) {
        Latencies kept = new Latencies();
        Latencies refused = new Latencies();
        Clients.run(RUSH, RUSH_LENGTH, new Latencies(), visitor -> () -> {
            long begun = System.nanoTime();
            Reply reply = site.send(request(site, choice, ""));
            (reply.status() == 503 ? refused : kept).record(System.nanoTime() - begun);
            if (reply.status() != 503) {
                reply.expect(201);
            }
        });
        report.latencies("choices.rush.kept", "kept, " + RUSH + " visitors at once", kept);
        report.latencies("choices.rush.refused", "refused (503), of the same", refused);
        long over = System.nanoTime();
        while (site.send(request(site, choice, "")).status() != 201) {
            LockSupport.parkNanos(BETWEEN_CLOSE_LOOKS);
        }
        report.figure("choices.rush.recovered", "first 201 after the rush", (System.nanoTime() - over) / 1e6, "ms");
    }

    /** What one place in the crowd does, visitor after visitor; each time it is run it makes one choice. */
    private final class Visits implements Runnable {
        private static final int ROUND = 10;

        private final Connections site;
        private final Map<String, Object> refusal;
        private final Map<String, Object> consent;
        private final Latencies seen;
        private int turn;
        private String cookies = "";

        Visits(Connections site, Map<String, Object> refusal, Latencies seen) {
            this.site = site;
            this.refusal = refusal;
            this.seen = seen;
            consent = new HashMap<>(refusal);
            Map<String, Object> allowed = new HashMap<>();
            if (refusal.get("choices") instanceof Map<?, ?> purposes) {
                purposes.keySet().forEach(purpose -> allowed.put(String.valueOf(purpose), true));
            }
            consent.put("choices", allowed);
        }

        @Override
        public void run() {
            int place = turn++ % ROUND;
            // The last of ten visitors comes back: allows everything, and takes it back.
            boolean returning = place >= ROUND - 2;
            Reply reply = send(site, place == ROUND - 2 || place < 3 ? consent : refusal, returning ? cookies : "");
            cookies = reply.cookies();
            if (place == 0) {
                String record = record(reply);
                Thread.startVirtualThread(() -> {
                    long begun = System.nanoTime();
                    awaitReceipt(site, record, BETWEEN_LOOKS);
                    seen.record(System.nanoTime() - begun);
                });
            }
        }
    }

    /** A refusal of all that the notice in force asks for. */
    static Map<String, Object> answerToNotice(Connections site) {
        Map<?, ?> notice = site.send(Request.get(site.origin(), "/consent/api/v1/notice", Map.of())).expect(200).json();
        Map<String, Object> choices = new HashMap<>();
        if (notice.get("purposes") instanceof List<?> purposes) {
            for (Object purpose : purposes) {
                if (purpose instanceof Map<?, ?> words && Boolean.TRUE.equals(words.get("optional"))) {
                    choices.put(String.valueOf(words.get("id")), false);
                }
            }
        }
        return Map.of("notice", String.valueOf(notice.get("hash")), "language", String.valueOf(notice.get("language")),
                "choices", choices, "method", "banner");
    }

    private String choose(Connections site, Map<String, Object> answer, String cookies) {
        return record(send(site, answer, cookies));
    }

    /** Sends a choice until it is kept: what is refused for want of room is sent again under the same id. */
    private Reply send(Connections site, Map<String, Object> answer, String cookies) {
        byte[] request = request(site, answer, cookies);
        long end = System.nanoTime() + LIMIT.toNanos();
        Reply reply = site.send(request);
        while (reply.status() == 503 && System.nanoTime() < end) {
            again.increment();
            LockSupport.parkNanos(BETWEEN_LOOKS);
            reply = site.send(request);
        }
        return reply.expect(201);
    }

    private static byte[] request(Connections site, Map<String, Object> answer, String cookies) {
        Map<String, Object> choice = new HashMap<>(answer);
        choice.put("id", UUID.randomUUID().toString());
        Map<String, String> fields = new HashMap<>(Map.of("Origin", site.origin()));
        if (!cookies.isEmpty()) {
            fields.put("Cookie", cookies);
        }
        return Request.bytes("POST", site.origin(), "/consent/api/v1/choices", fields, choice);
    }

    private static String record(Reply reply) {
        return String.valueOf(reply.json().get("recordId"));
    }

    /** At times fixed beforehand, whatever became of the choices before. */
    private Latencies inLog(Connections site, Map<String, Object> choice) {
        Latencies latencies = new Latencies();
        long period = Duration.ofSeconds(1).toNanos() / STEADY_PER_SECOND;
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < STEADY_PER_SECOND * length.toSeconds(); i++) {
                long due = start + i * period;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                ends.add(threads.submit(() -> {
                    String record = choose(site, choice, "");
                    long begun = System.nanoTime();
                    awaitReceipt(site, record, BETWEEN_CLOSE_LOOKS);
                    latencies.record(System.nanoTime() - begun);
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return latencies;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void awaitReceipt(Connections site, String record, long pause) {
        byte[] request = Request.get(site.origin(), "/consent/api/v1/records/" + record + "/receipt", Map.of());
        long end = System.nanoTime() + LIMIT.toNanos();
        while (site.send(request).status() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("record " + record + " isn't in the log after " + LIMIT.toSeconds()
                        + " s");
            }
            LockSupport.parkNanos(pause);
        }
    }
}
