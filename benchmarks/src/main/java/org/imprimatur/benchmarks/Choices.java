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
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.benchmarks.report.Latencies;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Reply;
import org.imprimatur.benchmarks.wire.Request;

/**
 * Visitors who choose through the public port, each for the first time: a choice counts when its 201 is there.
 *
 * <p>
 * How soon a choice is in the log is measured at a calm rate of its own: at full speed it would be the length of the
 * queue in front of the log, which is a figure about the load and not about the log.
 */
final class Choices {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS = 2_000_000;
    private static final int STEADY_PER_SECOND = 50;

    private final Target target;
    private final Report report;
    private final int visitors;
    private final Duration warmUp;
    private final Duration length;

    Choices(Target target, Report report, int visitors, Duration warmUp, Duration length) {
        this.target = target;
        this.report = report;
        this.visitors = visitors;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** Measures how many are kept, and then, at a calm rate, how soon each is in the log. */
    void run() {
        report.heading("Choices: " + visitors + " visitors at a time for " + length.toSeconds()
                + " s after " + warmUp.toSeconds() + " s to warm up, through the public port");
        try (Connections site = new Connections(target.site())) {
            Map<String, Object> choice = answerToNotice(site);
            Clients.run(visitors, warmUp, new Latencies(), visitor -> () -> choose(site, choice));
            Latencies kept = new Latencies();
            double perSecond = Clients.run(visitors, length, kept, visitor -> () -> choose(site, choice));
            report.figure("choices.perSecond", "durable choices", perSecond, "/s");
            report.latencies("choices.kept", "one choice, until its 201", kept);
            // The log may still be busy with the choices before; what is behind them has to be through first.
            awaitReceipt(site, choose(site, choice));
            Latencies logged = inLog(site, choice);
            report.latencies("choices.inLog", "201 to receipt, at " + STEADY_PER_SECOND + "/s", logged);
        }
    }

    private Map<String, Object> answerToNotice(Connections site) {
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

    private static String choose(Connections site, Map<String, Object> answer) {
        Map<String, Object> choice = new HashMap<>(answer);
        choice.put("id", UUID.randomUUID().toString());
        Reply reply = site.send(Request.bytes("POST", site.origin(), "/consent/api/v1/choices",
                Map.of("Origin", site.origin()), choice)).expect(201);
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
                    String record = choose(site, choice);
                    long begun = System.nanoTime();
                    awaitReceipt(site, record);
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

    private static void awaitReceipt(Connections site, String record) {
        byte[] request = Request.get(site.origin(), "/consent/api/v1/records/" + record + "/receipt", Map.of());
        long end = System.nanoTime() + LIMIT.toNanos();
        while (site.send(request).status() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("record " + record + " isn't in the log after " + LIMIT.toSeconds()
                        + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }
}
