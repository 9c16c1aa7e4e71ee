package org.imprimatur.starter.stop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * The time between the word that the service is to end (SIGTERM), from which on its readiness says 503, and the closing
 * of its first door: whoever distributes requests needs it to notice. Everything works as before meanwhile.
 */
final class Drain implements ApplicationListener<ContextClosedEvent>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext context;
    private final Duration time;

    Drain(ApplicationContext context, Duration time) {
        this.context = context;
        this.time = time;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent end) {
        // The contexts of binders and of the management port end, too, and are not the service.
        if (!end.getApplicationContext().equals(context) || time.isZero()) {
            return;
        }
        LOG.info("Told to end: for {} more, requests are answered that come all the same", time);
        try {
            Thread.sleep(time);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before anything else hears of the end, the management port with its health above all. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
