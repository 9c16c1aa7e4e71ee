package org.imprimatur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprimatur.benchmarks.banner.BannerTaps;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.serving.PageServing;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.Progress;
import org.imprimatur.localstack.StackPorts;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./imprimatur bench}: measures a stack of its own, or one that runs already. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the stack. Takes about twelve minutes on two cores.")
final class BenchCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Part {
        APPROVE, SERVING, DRAFTS, CHOICES, BANNER, OVERLOAD
    }

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "approve, serving, drafts, choices, banner, overload (default: all)")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(names = "--against", paramLabel = "DIR", description = "measures the stack that runs over this data folder instead of starting one")
    private @Nullable Path against;

    @Option(names = "--seconds", defaultValue = "30", description = "how long approvals go on (30); the other parts take a third of it")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "60", description = "how long each part goes on before it counts (60): on few cores the virtual machine's compiler is the heaviest load for the first minute")
    private int warmUpSeconds;

    @Option(names = "--rate", defaultValue = "20", description = "approvals a second (20)")
    private int rate;

    @Option(names = "--rounds", defaultValue = "5", description = "rounds of page serving (5)")
    private int rounds;

    @Option(names = "--round-seconds", defaultValue = "3", description = "how long a round lasts (3)")
    private int roundSeconds;

    @Option(names = "--visitors", defaultValue = "30", description = "how many take each way out of the banner (30)")
    private int visitors;

    @Option(names = "--floods", split = ",", paramLabel = "KIND", description = "what overload sends too much of: saves, lists, choices (default: each in turn)")
    private Set<Overload.Flood> floods = EnumSet.allOf(Overload.Flood.class);

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures as JSON, too")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof StackException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return 1;
                }).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Report report = new Report(System.out);
        Map<String, String> machine = Machine.facts();
        report.heading("Measured on");
        machine.forEach((name, fact) -> report.note(String.format("%-12s %s", name, fact)));
        report.keep("machine", machine);
        Path folder = TemporaryFolder.create("bench");
        try {
            if (against != null) {
                measure(Target.over(against), report, folder);
            } else {
                startAndMeasure(report, folder);
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
        if (json != null) {
            Files.write(json, CanonicalJson.bytes(report.toJson()));
        }
        return 0;
    }

    private void startAndMeasure(Report report, Path folder) {
        report.heading("The stack");
        StackSettings settings = new StackSettings(StackSettings.findHome(), folder.resolve("data"), StackPorts.any());
        Progress progress = Progress.printed(System.out);
        long begun = System.nanoTime();
        try (LocalStack stack = LocalStack.startUntilExit(settings, progress)) {
            report.figure("startup.seconds", "up, over empty data", (System.nanoTime() - begun) / 1e9, "s");
            measure(Target.of(stack), report, folder);
        }
    }

    private void measure(Target target, Report report, Path folder) {
        // The data may hold the articles of earlier runs, and a slug can be taken only once.
        String run = Long.toString(System.currentTimeMillis(), 36);
        Duration warmUp = Duration.ofSeconds(warmUpSeconds);
        Duration third = Duration.ofSeconds(Math.max(2, seconds / 3));
        // Those who read a page come last: they take one that the approvals have left, if they were asked for.
        String page = null;
        if (only.contains(Part.APPROVE)) {
            page = new ApproveToLive(target, report, rate, warmUp, Duration.ofSeconds(seconds)).run(run);
        }
        if (only.contains(Part.DRAFTS)) {
            new DraftSaves(target, report, 32, warmUp, third).run(run);
        }
        if (only.contains(Part.CHOICES)) {
            new Choices(target, report, 64, warmUp, third).run();
        }
        if (only.contains(Part.BANNER) || only.contains(Part.SERVING) || only.contains(Part.OVERLOAD)) {
            String path = page != null ? page : ApproveToLive.one(target, run);
            measureReading(target, report, folder, path);
            if (only.contains(Part.OVERLOAD)) {
                new Overload(target, report, floods, warmUp, third).run(run);
            }
        }
    }

    private void measureReading(Target target, Report report, Path folder, String page) {
        if (only.contains(Part.BANNER)) {
            new BannerTaps(report, visitors).run(target.site(), page);
        }
        if (only.contains(Part.SERVING)) {
            new PageServing(report, folder.resolve("nginx"), Duration.ofSeconds(warmUpSeconds), rounds,
                    Duration.ofSeconds(roundSeconds)).run(target.site(), page);
        }
    }
}
