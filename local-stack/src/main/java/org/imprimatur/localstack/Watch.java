package org.imprimatur.localstack;

import java.time.Duration;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.StackException;

/** Says when a part of a running stack has ended, and starts it again, as an orchestrator would. */
final class Watch {
    /** A part that has run this long was up: what ends it then is news, not one more failed try. */
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LocalStack stack;
    private final Progress progress;

    Watch(LocalStack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Watches until the stack is stopped. */
    void begin() {
        for (Part part : Part.values()) {
            if (stack.runs(part)) {
                Thread.ofVirtual().name("watch-" + part.label()).start(() -> follow(part));
            }
        }
    }

    private void follow(Part part) {
        Duration pause = Duration.ZERO;
        while (true) {
            long since = System.nanoTime();
            ManagedProcess process = stack.process(part);
            int exit = process.awaitEnd();
            if (stack.isClosing()) {
                return;
            }
            boolean settled = System.nanoTime() - since > SETTLED.toNanos();
            pause = settled ? Duration.ZERO : longer(pause);
            progress.note(part.label() + " has ended (exit code " + exit + ", its log is " + process.log()
                    + ") and is started again.");
            while (!isStartedAfter(pause, part)) {
                if (stack.isClosing()) {
                    return;
                }
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private boolean isStartedAfter(Duration pause, Part part) {
        if (stack.isStoppedWithin(pause)) {
            return false;
        }
        try {
            stack.restart(part);
            return true;
        } catch (StackException e) {
            if (!stack.isClosing()) {
                progress.note(String.valueOf(e.getMessage()));
            }
            return false;
        }
    }
}
