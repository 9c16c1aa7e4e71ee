package org.imprimatur.localstack;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.imprimatur.localstack.client.UnexpectedAnswerException;
import org.imprimatur.localstack.demo.Demo;
import org.imprimatur.localstack.process.StackException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack, takes an article and a choice all the way, and stops the stack. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Starts the stack and takes an article from its draft to its readers, and a visitor's choice to the auditor.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--article", paramLabel = "FILE", description = "a Markdown file with front matter, instead of the sample articles")
    private @Nullable Path article;

    @Option(names = "--keep-running", description = "leaves the stack up until Ctrl-C, so that the pages can be opened")
    private boolean keepRunning;

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        StackSettings settings = options.settings();
        long begun = System.nanoTime();
        System.out.println("Starting the stack:");
        Progress progress = Progress.printed(System.out);
        try (LocalStack stack = LocalStack.startUntilExit(settings, progress)) {
            System.out.printf("The stack is up after %.1f s.%n", (System.nanoTime() - begun) / 1e9);
            Path verifier = settings.home().resolve("transparency-log/target/transparency-log-0.1.0-SNAPSHOT.jar");
            // A step that fails is news for whoever watches, not a defect of this program: a sentence, no stack trace.
            try {
                new Demo(stack, verifier, System.out).run(article, settings.data().resolve("demo"));
            } catch (UnexpectedAnswerException e) {
                throw new StackException("The demo ends here: " + e.getMessage(), e);
            }
            if (keepRunning) {
                System.out.println("\nCtrl-C stops everything and keeps the data.");
                new Watch(stack, progress).begin();
                new CountDownLatch(1).await();
            }
            System.out.println(
                    "\nDone; the stack stops and keeps its data. ./imprimatur up, or demo --keep-running, leaves it open.");
        }
        return 0;
    }
}
