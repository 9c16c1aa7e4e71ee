package org.imprimatur.benchmarks.serving;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.localstack.process.Programs;

/**
 * Serves one article page as fast as it can be asked for, and lets nginx do the same in turn: rounds alternate, so that
 * whatever else the machine does falls on all alike. The median of the rounds counts.
 */
public final class PageServing {
    private static final String OURS = "imprimatur";
    private static final String COPYING = "nginx, sendfile off";
    private static final String SENDFILE = "nginx, sendfile on";

    private final Report report;
    private final Path folder;
    private final Duration warmUp;
    private final int rounds;
    private final Duration length;

    /**
     * @param folder for nginx's files
     * @param length of one round
     */
    public PageServing(Report report, Path folder, Duration warmUp, int rounds, Duration length) {
        this.report = report;
        this.folder = folder;
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.length = length;
    }

    /** Measures the page at {@code path} of the public site. */
    public void run(String site, String path) {
        // The name localhost may lead to two addresses; the load generators are to find the same one everywhere.
        String origin = site.replace("//localhost:", "//127.0.0.1:");
        Load load = Programs.onPath("wrk").<Load>map(Wrk::new).orElseGet(SocketLoad::new);
        report.heading(
                "Page serving: " + path + ", " + rounds + " rounds of " + length.toSeconds() + " s each in turn, "
                        + load.description());
        report.keep("serving.load", load.description());
        Page page = Page.fetch(origin, path);
        load.requestsPerSecond(origin, path, "br", warmUp);
        Optional<Path> program = Programs.onPath("nginx");
        if (program.isEmpty()) {
            report.note("nginx is not installed: only our own figures");
            measure(load, page, Map.of(OURS, origin));
            return;
        }
        try (Nginx nginx = Nginx.start(program.get(), page, folder)) {
            page.requireSame(Page.fetch(nginx.copying(), path));
            page.requireSame(Page.fetch(nginx.sendfile(), path));
            report.note("checked: the same bytes and header fields from all three, but Server and Connection of nginx");
            Map<String, String> servers = new LinkedHashMap<>();
            servers.put(OURS, origin);
            servers.put(COPYING, nginx.copying());
            servers.put(SENDFILE, nginx.sendfile());
            measure(load, page, servers);
        }
    }

    private void measure(Load load, Page page, Map<String, String> servers) {
        for (String accepted : Page.ACCEPTED) {
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                servers.forEach((name, origin) -> rates.computeIfAbsent(name, server -> new ArrayList<>())
                        .add(load.requestsPerSecond(origin, page.path(), accepted, length)));
            }
            report.note(accepted + ", " + page.in(accepted).body().length + " bytes and "
                    + page.in(accepted).headerBytes() + " of header fields");
            rates.forEach((name, found) -> tell(accepted, name, found));
            if (rates.size() > 1) {
                double nginx = Math.max(median(rates, COPYING), median(rates, SENDFILE));
                report.figure("serving." + accepted + ".ratio", "  of nginx, its faster setting",
                        median(rates, OURS) / nginx, "");
            }
        }
    }

    private void tell(String accepted, String name, List<Double> rates) {
        report.figure("serving." + accepted + "." + name, "  " + name, median(rates), "requests/s, rounds "
                + rates.stream().map(rate -> String.format(Locale.ROOT, "%,.0f", rate)).toList());
    }

    private static double median(Map<String, List<Double>> rates, String name) {
        return median(rates.getOrDefault(name, List.of()));
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
