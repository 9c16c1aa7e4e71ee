package org.imprimatur.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the later starts of what was just built faster; the launcher calls it after a build. */
@Command(name = "prepare", mixinStandardHelpOptions = true, description = "Makes later starts faster, once for each build.")
final class PrepareCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Path home = StackSettings.findHome();
        FastStart fastStart = new FastStart(home);
        Progress progress = Progress.printed(System.err);
        for (Part service : Part.services()) {
            if (!fastStart.isPrepared(service)) {
                long begun = System.nanoTime();
                fastStart.prepare(service);
                progress.done(service.label() + " prepared for faster starts",
                        Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        return 0;
    }
}
