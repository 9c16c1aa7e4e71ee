package org.imprimatur.consent.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The component {@code log-keeper}: down when a log's keeper has stopped, which no restart will mend. */
@Component("log-keeper")
class KeeperHealth implements HealthIndicator {
    private final List<Ledger> ledgers;

    KeeperHealth(List<Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public Health health() {
        boolean stopped = ledgers.stream().anyMatch(ledger -> ledger.status().isStopped());
        Health.Builder health = stopped ? Health.down() : Health.up();
        ledgers.forEach(ledger -> health.withDetail(ledger.path(), details(ledger.status())));
        return health.build();
    }

    private static Map<String, Object> details(KeeperStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("standing", status.standing());
        details.put("size", status.size());
        details.put("offset", status.offset());
        String reason = status.reason();
        if (reason != null) {
            details.put("reason", reason);
        }
        return details;
    }
}
