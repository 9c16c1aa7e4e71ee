package org.imprimatur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.imprimatur.benchmarks.OpenLoop.Outcome;
import org.imprimatur.benchmarks.report.Latencies;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Request;

/**
 * Three times what each service can do. First it is found out what that is: so many clients ask again as soon as they are
 * answered. Then the requests come at fixed times, at half of that rate to see what is normal, and at three times of it.
 * There is no flood of pages: a client on the same machine can't ask for three times as many as are served.
 */
final class Overload {
    private static final int CLIENTS = 16;
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS = 5_000_000;

    /** What there is too much of. */
    enum Flood {
        SAVES, LISTS, CHOICES
    }

    private final Target target;
    private final Report report;
    private final Set<Flood> floods;
    private final Duration warmUp;
    private final Duration length;

    Overload(Target target, Report report, Set<Flood> floods, Duration warmUp, Duration length) {
        this.target = target;
        this.report = report;
        this.floods = floods;
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * Measures.
     *
     * @param run sets this run's slugs apart from those of earlier runs over the same data
     */
    void run(String run) {
        try (Connections content = new Connections(target.content());
                Connections site = new Connections(target.site())) {
            Drafts drafts = new Drafts(target, content, run + "-overload");
            Map<String, String> editor = target.as("edith");
            for (Flood flood : Flood.values()) {
                if (floods.contains(flood)) {
                    switch (flood) {
                        case SAVES -> measure("saves", "content-service", content, 201,
                                number -> drafts.creation(Math.toIntExact(number)));
                        case LISTS -> measure("lists", "content-service", content, 200,
                                _ -> Request.get(target.content(), "/api/v1/articles?limit=50", editor));
                        case CHOICES -> {
                            Map<String, Object> choice = Choices.answerToNotice(site);
                            measure("choices", "consent-service", site, 201, _ -> choice(site, choice));
                        }
                    }
                }
            }
        }
    }

    private void measure(String name, String service, Connections connections, int accepted,
            LongFunction<byte[]> request) {
        report.heading("Overload with " + name + ", " + length.toSeconds() + " s each after " + warmUp.toSeconds()
                + " s to warm up");
        OpenLoop loop = new OpenLoop(connections, accepted);
        AtomicLong numbers = new AtomicLong();
        Clients.run(CLIENTS, warmUp, new Latencies(),
                _ -> () -> connections.send(request.apply(numbers.incrementAndGet())));
        double sustainable = Clients.run(CLIENTS, length, new Latencies(),
                _ -> () -> connections.send(request.apply(numbers.incrementAndGet())).expect(accepted));
        report.figure("overload." + name + ".sustainable", CLIENTS + " clients, one after the other", sustainable,
                "/s");
        Outcome normal = loop.run(sustainable / 2, length, _ -> request.apply(numbers.incrementAndGet()));
        report.latencies("overload." + name + ".normal", "accepted, at half of that", normal.kept());
        long memory = memory(service);
        Outcome flood = loop.run(3 * sustainable, length, _ -> request.apply(numbers.incrementAndGet()));
        long after = memory(service);
        long over = System.nanoTime();
        report.latencies("overload." + name + ".accepted", "accepted, at three times that", flood.kept());
        report.latencies("overload." + name + ".told", "told to come again", flood.told());
        report.figure("overload." + name + ".failed", "without either answer", (double) flood.failed().get(), "");
        report.figure("overload." + name + ".memory", service + ", memory gained", (double) (after - memory),
                "MB of " + after);
        while (System.nanoTime() - over < RECOVERY_LIMIT.toNanos()
                && !isAccepted(connections, request.apply(numbers.incrementAndGet()), accepted)) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        report.figure("overload." + name + ".recovered", "first accepted afterwards", (System.nanoTime() - over) / 1e6,
                "ms");
        Outcome again = loop.run(sustainable / 2, length, _ -> request.apply(numbers.incrementAndGet()));
        report.latencies("overload." + name + ".again", "accepted, at half of it again", again.kept());
    }

    private static boolean isAccepted(Connections connections, byte[] request, int accepted) {
        try {
            return connections.send(request).status() == accepted;
        } catch (RuntimeException none) {
            return false;
        }
    }

    private static byte[] choice(Connections site, Map<String, Object> answer) {
        Map<String, Object> choice = new HashMap<>(answer);
        choice.put("id", UUID.randomUUID().toString());
        return Request.bytes("POST", site.origin(), "/consent/api/v1/choices", Map.of("Origin", site.origin()), choice);
    }

    /** Resident memory in megabytes, as Linux tells; 0 elsewhere. */
    private long memory(String service) {
        Path status = Path.of("/proc", String.valueOf(target.pids().get(service)), "status");
        try (Stream<String> lines = Files.lines(status)) {
            List<String> resident = lines.filter(line -> line.startsWith("VmRSS:")).toList();
            return Long.parseLong(resident.getFirst().replaceAll("[^0-9]", "")) / 1_024;
        } catch (IOException elsewhere) {
            return 0;
        }
    }
}
