package org.imprimatur.content.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether the article log holds all that was ever sent from it. One that was restored from a backup may not, and must
 * not decide anew under numbers that the site has heard before: those decisions would be taken for repeats, a take-down
 * among them. Nothing is kept then, and nothing sent; what is there can be read.
 */
@Component("continuityHealthIndicator")
public final class Continuity extends AbstractHealthIndicator {
    /** How long a request waits that comes while it is being looked into. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Problem LACKING = new Problem("decisions-missing",
            "The article log lacks decisions that were sent; nothing was kept", 503);

    private final CountDownLatch looked = new CountDownLatch(1);
    private volatile boolean whole;
    private volatile @Nullable String lack;

    Continuity() {
        super("It can't be told whether the article log is whole");
    }

    /** The broker has nothing that the log lacks. */
    public void isWhole() {
        whole = true;
        looked.countDown();
    }

    /** The broker has something that the log lacks, as the sentence says. */
    public void lacks(String sentence) {
        lack = sentence;
        looked.countDown();
    }

    /** The broker didn't answer: as long as nothing is sent, decisions may be kept. */
    public void isUnknown() {
        looked.countDown();
    }

    /** Whether it is known that the log is whole, so that something may be sent. */
    public boolean isProven() {
        return whole;
    }

    /** Whether the broker has something that the log lacks. */
    public boolean isBroken() {
        return lack != null;
    }

    /** @throws ProblemException if nothing may be kept */
    void requireWhole() {
        if (whole) {
            return;
        }
        try {
            // A broker that takes longer is away, as far as a request can tell.
            var _ = looked.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interruption);
        }
        String sentence = lack;
        if (sentence != null) {
            throw new ProblemException(LACKING, sentence);
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String sentence = lack;
        if (sentence == null) {
            health.up().withDetail("proven", whole);
        } else {
            health.down().withDetail("reason", sentence);
        }
    }
}
