package org.imprimatur.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.torture.check.Checker;
import org.imprimatur.torture.check.Finding;
import org.imprimatur.torture.cluster.Cluster;
import org.imprimatur.torture.cluster.Victim;
import org.imprimatur.torture.cluster.Wire;
import org.imprimatur.torture.load.Load;
import org.imprimatur.torture.schedule.Disaster;
import org.imprimatur.torture.schedule.Fault;
import org.imprimatur.torture.schedule.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./imprimatur torture}: tries to break every promise, and says whether it did. */
@Command(name = "torture", mixinStandardHelpOptions = true, description = "Runs two instances of everything under load, kills, freezes and cuts off its parts by a schedule, and checks every promise at the end.")
final class TortureCommand implements Callable<Integer> {
    private static final int EXAMPLES = 5;

    /** What has just started is slow for as long as after any restart, and isn't judged by it. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Option(names = "--minutes", defaultValue = "5", description = "how long things go wrong (5)")
    private double minutes = 5;

    @Option(names = "--seed", converter = Seed.Converter.class, description = "of the schedule and the load, a number or 'date' for today's; the same seed, the same schedule (default: by the clock)")
    private @Nullable Seed seed;

    @Option(names = "--only", split = ",", paramLabel = "KIND", description = "kill, freeze, restart, halt, memory, clock, step_down, repeat, recreate, fill, stray, tear, cut, slow, deaf, mute (default: all but stray and tear)")
    private Set<Fault.Kind> only = EnumSet.complementOf(EnumSet.of(Fault.Kind.STRAY, Fault.Kind.TEAR));

    @Option(names = "--victims", split = ",", paramLabel = "NAME", description = "those whose names begin so, such as publishing or mongod-1 (default: all)")
    private List<String> begin = List.of("");

    @Option(names = "--places", split = ",", paramLabel = "NAME", description = "between which writes halt and memory strike, such as 'entry|relay' (default: all)")
    private List<String> places = List.of("");

    @Option(names = "--drafts", defaultValue = "20", description = "articles begun a minute that go no further (20)")
    private int drafts = 20;

    @Option(names = "--stories", defaultValue = "40", description = "articles begun a minute (40)")
    private int stories = 40;

    @Option(names = "--visitors", defaultValue = "60", description = "visitors a minute (60)")
    private int visitors = 60;

    @Option(names = "--data", paramLabel = "DIR", description = "keeps everything there, logs included (default: a temporary folder, kept only if a promise was broken)")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the table as JSON, too")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TortureCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof StackException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return 2;
                }).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        long seed = (this.seed == null ? Seed.of(null, Clock.systemUTC()) : this.seed).number();
        Path folder = data == null ? TemporaryFolder.create("torture") : data;
        System.out.printf("%s minutes over %s; again with --minutes %s --seed %d%n", minutes, folder, minutes, seed);
        // Ctrl-C and SIGTERM leave no child, however far the start had come.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            endChildren(folder);
            Cluster.release(folder);
        }, "end-the-children"));
        boolean held = torture(folder, seed);
        if (held && data == null) {
            TemporaryFolder.delete(folder);
        }
        return held ? 0 : 1;
    }

    private static void endChildren(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".pid")).toList().parallelStream()
                        .forEach(ManagedProcess::endLeftover);
            } catch (IOException unreadable) {
                System.err.println("Processes may have been left running: " + unreadable);
            }
        }
    }

    private boolean torture(Path folder, long seed) throws IOException {
        try (Cluster cluster = Cluster.start(StackSettings.findHome(), folder)) {
            System.out.println("Everything is up.");
            return torture(cluster, seed);
        }
    }

    private boolean torture(Cluster cluster, long seed) throws IOException {
        Map<String, List<Long>> before = cluster.sizes();
        Disaster disaster = new Disaster(cluster);
        Instant up = Instant.now();
        try (Load load = new Load(cluster, seed, stories, drafts, visitors)) {
            disaster.happen(WARM_UP, Schedule.of(seed, Math.round(minutes * Duration.ofMinutes(1).toMillis()),
                    meant(cluster.victims().stream().map(Victim::name)),
                    meant(cluster.wires().stream().map(Wire::name)), only,
                    place -> places.stream().anyMatch(place::startsWith)));
            List<String> ailing = disaster.heal();
            System.out.println("Healed" + (ailing.isEmpty() ? "." : ", but for " + ailing + ".")
                    + " Waiting for everybody to be done …");
            load.finish();
            Checker checker = new Checker(cluster, load, up, disaster.struck());
            Duration settled = checker.settle();
            List<Finding> findings = checker.findings();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("seed", seed);
            figures.put("faults", disaster.struck().size());
            figures.put("faults by kind", disaster.struck().stream().collect(
                    Collectors.groupingBy(one -> one.fault().kind(), TreeMap::new, Collectors.counting())).toString());
            figures.put("faults not carried out", disaster.missed().stream().map(Object::toString).toList());
            figures.put("longest outage of the public site, ms", checker.longestOutage().toMillis());
            figures.putAll(checker.delays());
            figures.put("refused", checker.refusals().toString());
            figures.put("settled after, ms", settled.toMillis());
            figures.put("longest recovery of a part, ms", disaster.struck().stream().mapToLong(
                    one -> Duration.between(one.begun(), one.over()).toMillis() - one.fault().away()).max().orElse(0));
            disaster.places().forEach((place, count) -> figures.put("at " + place, count));
            cluster.sizes().forEach((name, size) -> figures.put(name + ", MB and threads",
                    before.getOrDefault(name, List.of()) + " became " + size));
            figures.put("not ready at the end", ailing);
            print(findings, figures);
            return ailing.isEmpty() && findings.stream().allMatch(finding -> finding.broken().isEmpty());
        }
    }

    private List<String> meant(Stream<String> names) {
        return names.filter(name -> begin.stream().anyMatch(name::startsWith)).toList();
    }

    private void print(List<Finding> findings, Map<String, Object> figures) throws IOException {
        System.out.printf("%n%-66s %9s %7s%n", "promise, as what would break it", "looked", "broken");
        for (Finding finding : findings) {
            System.out.printf("%-66s %9d %7d%n", finding.law(), finding.looked(), finding.broken().size());
            finding.broken().stream().limit(EXAMPLES).forEach(broken -> System.out.println("    " + broken));
        }
        System.out.println();
        figures.forEach((name, value) -> System.out.printf("%-50s %s%n", name, value));
        if (json != null) {
            Map<String, Object> all = new LinkedHashMap<>(figures);
            all.put("findings", findings.stream().map(finding -> Map.of("law", finding.law(), "looked",
                    finding.looked(), "broken", finding.broken())).toList());
            Files.write(json, CanonicalJson.bytes(all));
        }
    }
}
