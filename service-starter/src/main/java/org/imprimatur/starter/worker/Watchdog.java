package org.imprimatur.starter.worker;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at every worker from outside, once a second by the clock that nobody can set: one that has ended gets going
 * again, one that stands still is told once when that begins and once when it is over. Health and metrics ask the
 * workers themselves, so they are right even if this one should fail.
 */
final class Watchdog implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Supplier<List<Watched>> watched;
    private final Duration limit;
    private final Duration interval;
    private final Set<String> stalled = new HashSet<>();
    private @Nullable ScheduledExecutorService clock;

    /**
     * @param watched asked anew at every look, since some begin later than others
     * @param limit how long a worker may be overdue before it counts as stalled
     */
    Watchdog(Supplier<List<Watched>> watched, Duration limit, Duration interval) {
        this.watched = watched;
        this.limit = limit;
        this.interval = interval;
    }

    /** Whether it is overdue for so long that somebody should look at it. */
    boolean isStalled(Watched worker) {
        return worker.overdue().compareTo(limit) > 0;
    }

    List<Watched> watched() {
        return watched.get();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a look lets no failure out
    public synchronized void start() {
        if (clock == null) {
            clock = Executors.newSingleThreadScheduledExecutor(
                    look -> Thread.ofPlatform().name("watchdog").daemon().unstarted(look));
            clock.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }

    /** A look that fails must not be the last: the executor would drop it without a word. */
    private void look() {
        try {
            watched.get().forEach(this::look);
        } catch (Throwable failure) {
            try {
                LOG.error("the watchdog could not look at everything", failure);
            } catch (Throwable another) {
                // Not even the log can be written now; the next look may find it better.
            }
        }
    }

    private void look(Watched worker) {
        if (worker.revive()) {
            LOG.error("{} had ended and was started again", worker.name());
        }
        boolean now = isStalled(worker);
        if (now && stalled.add(worker.name())) {
            LOG.error("{} is stalled: {} for {} s", worker.name(), worker.doing(), worker.overdue().toSeconds());
        } else if (!now && stalled.remove(worker.name())) {
            LOG.info("{} goes on", worker.name());
        }
    }
}
