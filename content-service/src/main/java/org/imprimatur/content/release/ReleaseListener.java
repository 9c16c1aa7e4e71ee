package org.imprimatur.content.release;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import org.imprimatur.content.article.ReportListener;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.ContractViolationException;
import org.imprimatur.events.Event;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.starter.intake.DeadLetters;
import org.imprimatur.starter.intake.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Takes in one report. One about a decision that is not in the log is an alarm, and changes nothing. What breaks its contract goes to the dead letters alone; an outage is thrown, and the container
 * tries the same record again until the database is back.
 */
@Component
final class ReleaseListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseListener.class);
    /** The type of entry that a page can come from. */
    static final String APPROVED = "approved";

    private final EventCodec codec;
    private final ReleaseRecords records;
    private final ArticleLog log;
    private final ReleaseAlarms alarms;
    private final ObjectProvider<ReportListener> listeners;
    private final DeadLetters deadLetters;
    private final Timer approveToLive;

    ReleaseListener(EventCodec codec, ReleaseRecords records, ArticleLog log, ReleaseAlarms alarms,
            ObjectProvider<ReportListener> listeners, DeadLetters deadLetters, MeterRegistry meters) {
        this.codec = codec;
        this.records = records;
        this.log = log;
        this.alarms = alarms;
        this.listeners = listeners;
        this.deadLetters = deadLetters;
        this.approveToLive = Timer.builder("imprimatur.approve.to.live")
                .description("From an approval for release at once to its page").publishPercentileHistogram()
                .register(meters);
    }

    void receive(Message<byte[]> message) {
        Incoming record = Incoming.of(message);
        String type = record.header(CloudEventHeaders.TYPE);
        byte[] value = record.value();
        if (type == null || value == null) {
            deadLetters.put(record, type == null ? "no " + CloudEventHeaders.TYPE + " header" : "no value");
            return;
        }
        Optional<Event> event;
        try {
            event = codec.decode(type, value);
        } catch (ContractViolationException poison) {
            deadLetters.put(record, String.valueOf(poison.getMessage()));
            return;
        }
        if (event.isEmpty() || !(event.get() instanceof ReleaseEvent report)) {
            return;
        }
        Entry decision = log.find(report.articleId(), report.sequence());
        if (decision == null || (report instanceof ReleaseReleased && !decision.type().equals(APPROVED))) {
            alarms.unknown(report);
            deadLetters.put(record, "no such decision in the article log");
        } else {
            take(report, decision);
        }
    }

    private void take(ReleaseEvent report, Entry decision) {
        boolean isNews = records.take(report);
        alarms.heard(report, decision);
        // Told again when it is delivered again: the first time may have ended between the two.
        listeners.orderedStream().forEach(listener -> listener.reported(report.articleId()));
        if (isNews) {
            LOG.info("heard of {} for article {} as entry {}", codec.type(report), report.articleId(),
                    report.sequence());
            measure(report, decision);
        }
    }

    /** Scheduled releases say nothing about speed. */
    private void measure(ReleaseEvent report, Entry decision) {
        if (report instanceof ReleaseReleased released && !decision.details().containsKey("releaseAt")) {
            approveToLive.record(Duration.between(released.approvedAt(), released.releasedAt()));
        }
    }
}
