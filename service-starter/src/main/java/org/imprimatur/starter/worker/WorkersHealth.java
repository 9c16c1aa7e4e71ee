package org.imprimatur.starter.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** What each worker is doing; DOWN as long as one is stalled. */
final class WorkersHealth extends AbstractHealthIndicator {
    private final Watchdog watchdog;

    WorkersHealth(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        for (Watched worker : watchdog.watched()) {
            boolean stalled = watchdog.isStalled(worker);
            if (stalled) {
                health.down();
            }
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("doing", worker.doing());
            detail.put("stalled", stalled);
            detail.put("overdueSeconds", worker.overdue().toSeconds());
            detail.put("errors", worker.errors());
            health.withDetail(worker.name(), detail);
        }
    }
}
