package org.imprimatur.starter.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * A container of Kafka listeners. It takes exceptions upon itself, but an error in a listener stops it for good, and its
 * binding goes on believing that it runs. It is started again after pauses that grow from one second to half a minute.
 */
final class WatchedConsumer implements Watched {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final AbstractMessageListenerContainer<?, ?> container;
    private final AtomicLong errors = new AtomicLong();
    /** Since when it hasn't run for longer than the longest pause; null while all is well. */
    private volatile @Nullable Long troubledNanos;
    /** When it was last found ended, or last started again. */
    private long changedNanos;
    private boolean ended;
    private Duration pause = FIRST_PAUSE;

    WatchedConsumer(String name, AbstractMessageListenerContainer<?, ?> container) {
        this.name = name;
        this.container = container;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String doing() {
        return container.isRunning() ? "consuming" : "stopped";
    }

    /** How long ago it last asked the broker for records, or since when it has been standing. */
    @Override
    public Duration overdue() {
        Long troubled = troubledNanos;
        if (troubled != null) {
            return Duration.ofNanos(System.nanoTime() - troubled);
        }
        if (!container.isRunning()) {
            return Duration.ZERO;
        }
        double seconds = container.metrics().values().stream().flatMap(metrics -> metrics.entrySet().stream())
                .filter(metric -> metric.getKey().name().equals("last-poll-seconds-ago"))
                .mapToDouble(metric -> value(metric.getValue())).max().orElse(0);
        return Duration.ofSeconds(Math.max(0, (long) seconds));
    }

    @Override
    public long errors() {
        return errors.get();
    }

    @Override
    public synchronized boolean revive() {
        Duration sinceChange = Duration.ofNanos(System.nanoTime() - changedNanos);
        if (container.isInExpectedState()) {
            if (troubledNanos != null && sinceChange.compareTo(LAST_PAUSE) > 0) {
                troubledNanos = null;
                pause = FIRST_PAUSE;
            }
            return false;
        }
        if (!ended) {
            ended = true;
            changedNanos = System.nanoTime();
            troubledNanos = troubledNanos == null ? changedNanos : troubledNanos;
            errors.incrementAndGet();
        } else if (sinceChange.compareTo(pause) >= 0) {
            ended = false;
            changedNanos = System.nanoTime();
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LAST_PAUSE) < 0 ? next : LAST_PAUSE;
            container.start();
            return true;
        }
        return false;
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
