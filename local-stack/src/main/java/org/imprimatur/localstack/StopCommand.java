package org.imprimatur.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.imprimatur.localstack.process.Await;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the stack that runs over a data folder, or what a killed one left there. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops the stack that another terminal started.")
final class StopCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() {
        StackFolder folder = new StackFolder(options.settings().data());
        folder.launcherPid().flatMap(ProcessHandle::of).ifPresent(launcher -> {
            launcher.destroy();
            if (!Await.until(() -> !launcher.isAlive(), LIMIT)) {
                launcher.destroyForcibly();
                Await.until(() -> !launcher.isAlive(), LIMIT);
            }
        });
        // In a hook, so that a Ctrl-C in the middle doesn't leave half of it.
        Runtime.getRuntime().addShutdownHook(new Thread(folder::sweep, "sweep"));
        return 0;
    }
}
