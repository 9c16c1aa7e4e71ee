package org.imprimatur.content.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Deliveries;
import org.imprimatur.content.log.PendingEvent;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.EventSigner;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.starter.tracing.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/**
 * The relay's step: sends the oldest pending events one after the other, each only once Kafka has the one before, and
 * marks each after its acknowledgement. A crash between the two sends an event twice, with the same id; an error ends
 * the step, so that none overtakes another. Each is signed: reaching Kafka is not enough to publish.
 */
@Component
final class Outbox implements Worker.Step {
    static final String BINDING = "articles-out-0";

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String SOURCE = "/content-service";

    private final ArticleLog log;
    private final Deliveries deliveries;
    private final StreamBridge bridge;
    private final OutboxSettings settings;
    private final RelayLag lag;
    private final Traces traces;
    private final Clock clock;
    private final EventSigner signer;
    private final Turns turns;

    Outbox(ArticleLog log, Deliveries deliveries, StreamBridge bridge, OutboxSettings settings, RelayLag lag,
            Traces traces, Clock clock, EventSigner signer) {
        this.log = log;
        this.deliveries = deliveries;
        this.bridge = bridge;
        this.settings = settings;
        this.lag = lag;
        this.traces = traces;
        this.clock = clock;
        this.signer = signer;
        this.turns = new Turns(settings.grace());
    }

    @Override
    public boolean work() {
        long read = System.nanoTime();
        List<PendingEvent> pending = log.pending(settings.batch());
        report(pending);
        List<PendingEvent> own = turns.own(pending, read);
        for (PendingEvent event : own) {
            if (System.nanoTime() - read >= settings.grace().toNanos()) {
                // By now another instance may have taken over the rest: look again before sending it.
                return true;
            }
            traces.continueIn(event.event().traceParent(), "relay event", () -> send(event));
        }
        boolean full = pending.size() == settings.batch();
        if (!full && own.size() == pending.size()) {
            lag.found(0, null);
        }
        return full && !own.isEmpty();
    }

    private void send(PendingEvent event) {
        if (!bridge.send(BINDING, message(event))) {
            throw new IllegalStateException("The channel to Kafka didn't take the event");
        }
        log.acknowledged(event, clock.instant());
        // Not before that is kept: a repeated request is answered out of the log, and has to hear the same.
        deliveries.delivered(event);
        LOG.info("sent {} of article {} as entry {}", event.event().type(), event.article(), event.sequence());
    }

    /** Counting costs a query, so only a backlog larger than a batch is counted. */
    private void report(List<PendingEvent> pending) {
        if (!pending.isEmpty()) {
            long events = pending.size() < settings.batch() ? pending.size() : log.pendingCount();
            lag.found(events, pending.getFirst().event().time());
        }
    }

    /** Explicit headers: what goes over the wire is exactly what the AsyncAPI document says. */
    private Message<byte[]> message(PendingEvent pending) {
        String id = pending.article() + "-" + pending.sequence();
        byte[] value = pending.event().data().getBytes(UTF_8);
        return MessageBuilder.withPayload(value)
                .setHeader(KafkaHeaders.KEY, pending.article().getBytes(UTF_8))
                .setHeader(CloudEventHeaders.SPEC_VERSION, CloudEventHeaders.SPEC_VERSION_1_0)
                .setHeader(CloudEventHeaders.ID, id)
                .setHeader(CloudEventHeaders.TYPE, pending.event().type())
                .setHeader(CloudEventHeaders.SOURCE, SOURCE)
                .setHeader(CloudEventHeaders.TIME, pending.event().time().toString())
                .setHeader(CloudEventHeaders.SUBJECT, pending.article())
                .setHeader(CloudEventHeaders.CONTENT_TYPE, CloudEventHeaders.JSON)
                .setHeader(CloudEventHeaders.SIGNATURE,
                        signer.sign(id, pending.event().type(), pending.article(), value))
                .setHeader(MessageHeaders.CONTENT_TYPE, CloudEventHeaders.JSON)
                .build();
    }
}
