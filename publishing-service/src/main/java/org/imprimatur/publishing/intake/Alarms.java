package org.imprimatur.publishing.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.starter.intake.Incoming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says aloud what must not stay unheard: events that somebody else than the newsroom made, and above all a story that
 * should leave the site and can't be taken off by its event.
 */
final class Alarms extends AbstractHealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final int REMEMBERED = 20;

    private final MeterRegistry meters;
    private final Deque<String> callOffs = new ArrayDeque<>();
    private long forged;
    private long putAside;
    private @Nullable String missed;

    Alarms(MeterRegistry meters) {
        super("The alarms can't be read");
        this.meters = meters;
        // From the start, so that an alarm rule finds a zero to compare with.
        count("forged", 0);
        count("call-off", 0);
        count("missed", 0);
    }

    /** A record was put aside. */
    synchronized void putAside(Incoming record, boolean signed) {
        putAside++;
        if (!signed) {
            forged++;
            count("forged", 1);
            LOG.error("An article event that the newsroom didn't sign: partition {}, offset {}", record.partition(),
                    record.offset());
        }
        String type = record.header(CloudEventHeaders.TYPE);
        if (signed && type != null && (type.contains("withdrawn") || type.contains("taken-down")
                || type.contains("approval-revoked"))) {
            count("call-off", 1);
            callOffs.addLast(record.header(CloudEventHeaders.SUBJECT) + " (" + type + ")");
            if (callOffs.size() > REMEMBERED) {
                callOffs.removeFirst();
            }
            LOG.error("A {} of article {} can't be carried out: its story may still be public", type,
                    record.header(CloudEventHeaders.SUBJECT));
        }
    }

    /** Decisions of the newsroom can't be read any more, and were not carried out. */
    synchronized void missed(String sentence) {
        missed = sentence;
        count("missed", 1);
    }

    @Override
    protected synchronized void doHealthCheck(Health.Builder builder) {
        builder.up().withDetail("deadLetters", putAside).withDetail("forged", forged)
                .withDetail("callOffsNotCarriedOut", List.copyOf(callOffs));
        if (missed != null) {
            builder.down().withDetail("missed", missed);
        }
    }

    private void count(String kind, double amount) {
        meters.counter("imprimatur.alarms", "kind", kind).increment(amount);
    }
}
