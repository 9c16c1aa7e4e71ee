package org.imprimatur.localstack.demo;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imprimatur.localstack.Progress;

/** Measures steps and reports each when it is done. */
final class Steps {
    private final Progress progress;

    Steps(Progress progress) {
        this.progress = progress;
    }

    /**
     * Takes a step.
     *
     * @param said what to report of its result
     */
    <T> T step(Supplier<T> step, Function<T, String> said) {
        long begun = System.nanoTime();
        T result = step.get();
        progress.done(said.apply(result), Duration.ofNanos(System.nanoTime() - begun));
        return result;
    }
}
