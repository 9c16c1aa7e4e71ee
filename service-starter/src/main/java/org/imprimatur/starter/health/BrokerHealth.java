package org.imprimatur.starter.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.jspecify.annotations.Nullable;

/** Whether a Kafka broker answers within a second. The client is made when first asked, so that none holds up a start. */
final class BrokerHealth extends QuietHealth implements DisposableBean {
    private static final int LIMIT_MILLIS = 1_000;

    private final Map<String, Object> settings;
    private @Nullable Admin admin;

    BrokerHealth(Map<String, Object> settings) {
        this.settings = settings;
    }

    @Override
    void check(Health.Builder builder) throws Exception {
        int nodes = admin().describeCluster(new DescribeClusterOptions().timeoutMs(LIMIT_MILLIS)).nodes()
                .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS).size();
        builder.up().withDetail("nodes", nodes);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
