package org.imprimatur.publishing.search;

import com.mongodb.client.MongoClients;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.imprimatur.publishing.release.LargeSite;
import org.imprimatur.publishing.release.SiteInstance;

/**
 * What the search of a large site costs: the index, each release, each search. Takes the address of a database that
 * {@link LargeSite} filled, and its name. {@code docs/benchmarks.md} says how it is used.
 */
final class SearchMeasurement {
    private static final int RELEASES = 500;
    private static final int SEARCHES = 500;
    private static final String[] WORDS = "patent mark court licence appeal design claim novelty damages".split(" ");

    private SearchMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        var folder = SearchedSite.folder();
        try (var client = MongoClients.create(arguments[0])) {
            var site = SiteInstance.closed("measured", client.getDatabase(arguments[1]), Clock.systemUTC());
            var search = new SearchedSite(site.texts(), site.log(), folder);
            var releases = new ArrayList<Long>();
            site.readBy((next, changes, bytes) -> {
                long start = System.nanoTime();
                var update = search.prepare(next, changes, bytes);
                long prepared = System.nanoTime() - start;
                return () -> {
                    long shown = System.nanoTime();
                    update.show();
                    releases.add(prepared + System.nanoTime() - shown);
                };
            });
            site.load();
            long before = used();
            long cpu = processorTime();
            long start = System.nanoTime();
            search.work();
            System.out.printf(Locale.ROOT, "%d stories indexed in %d ms, %d ms of processor time%n",
                    search.status().stories(),
                    millis(System.nanoTime() - start), millis(processorTime() - cpu));
            System.out.printf(Locale.ROOT, "index %d MB on disk%n", bytes(folder) >> 20);
            System.out.printf(Locale.ROOT, "heap in use after a collection: %d MB more than before%n",
                    (used() - before) >> 20);
            releases.clear();
            for (int number = 0; number < 2 * RELEASES; number++) {
                if (number == RELEASES) {
                    releases.clear();
                }
                site.take(List.of(LargeSite.story(1_000_000 + number)));
                search.nanos.addAndGet(Duration.ofMillis(50).toNanos());
                search.work();
            }
            tell("a release, the search's part", releases);
            searches(search, "one word", 1, "");
            searches(search, "three words", 3, "");
            searches(search, "a beginning", 1, "*");
            search.close();
            site.project();
            var again = new SearchedSite(site.texts(), site.log(), folder);
            var next = SiteInstance.closed("next", client.getDatabase(arguments[1]), Clock.systemUTC());
            next.readBy(again);
            next.load();
            start = System.nanoTime();
            again.work();
            System.out.printf(Locale.ROOT, "%d stories found again after a start in %d ms, %d rebuilds%n",
                    again.status().stories(),
                    millis(System.nanoTime() - start), again.status().rebuilds());
            again.close();
        } finally {
            SearchedSite.remove(folder);
        }
    }

    private static void searches(SearchedSite search, String what, int words, String end) {
        var random = new Random(1);
        var times = new ArrayList<Long>();
        for (int number = 0; number < 2 * SEARCHES; number++) {
            if (number == SEARCHES) {
                times.clear();
            }
            var asked = new ArrayList<String>();
            for (int word = 0; word < words; word++) {
                asked.add(WORDS[random.nextInt(WORDS.length)]);
            }
            long start = System.nanoTime();
            search.find(String.join(" ", asked).substring(0, end.isEmpty() ? String.join(" ", asked).length() : 4)
                    + end);
            times.add(System.nanoTime() - start);
        }
        tell("a search for " + what, times);
    }

    private static void tell(String what, List<Long> nanos) {
        Collections.sort(nanos);
        System.out.printf(Locale.ROOT, "%s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms, of %d%n", what,
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6, nanos.getLast() / 1e6, nanos.size());
    }

    private static long used() {
        for (int round = 0; round < 4; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private static long bytes(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
