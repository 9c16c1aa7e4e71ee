package org.imprimatur.content.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprimatur.content.log.Continuity;
import org.imprimatur.content.log.Deliveries;
import org.imprimatur.content.log.PendingEvent;
import org.imprimatur.content.log.PendingEvents;
import org.imprimatur.content.log.Standing;
import org.imprimatur.content.log.ThisInstance;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.EventSigner;
import org.imprimatur.events.ArticleApprovalRevoked;
import org.imprimatur.starter.clock.DatabaseClock;
import org.imprimatur.starter.fault.FailPoint;
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
    /** What a crash between event and entry left, and in a doubtful case even an approval, waits this long at most. */
    private static final Duration REVIEW = Duration.ofMinutes(1);
    /** How soon the relay looks whether the instance before it has sent what its own event has to wait for. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);

    private final PendingEvents events;
    private final Standing standing;
    private final Deliveries deliveries;
    private final StreamBridge bridge;
    private final OutboxSettings settings;
    private final RelayLag lag;
    private final Traces traces;
    private final Clock clock;
    private final DatabaseClock witness;
    private final EventSigner signer;
    private final Lease lease;
    private final FailPoint failPoint;
    private final Continuity continuity;
    private final Turns turns;
    private final Rhythm review = new Rhythm(REVIEW);
    private final Rhythm sweep;
    private Duration look = FIRST_LOOK;

    Outbox(PendingEvents events, Standing standing, Deliveries deliveries, StreamBridge bridge, OutboxSettings settings,
            RelayLag lag, Traces traces, Clock clock, DatabaseClock witness, EventSigner signer, Lease lease,
            ThisInstance instance,
            FailPoint failPoint, Continuity continuity) {
        this.events = events;
        this.standing = standing;
        this.deliveries = deliveries;
        this.bridge = bridge;
        this.settings = settings;
        this.lag = lag;
        this.traces = traces;
        this.clock = clock;
        this.witness = witness;
        this.signer = signer;
        this.lease = lease;
        this.failPoint = failPoint;
        this.continuity = continuity;
        this.turns = new Turns(instance.name(), settings.grace());
        this.sweep = new Rhythm(settings.sweep());
    }

    @Override
    public boolean work() throws InterruptedException {
        // Before it is seen what there is to send: that stays this instance's own for a while after the sign.
        lease.beat();
        if (review.isDue()) {
            standing.review();
        }
        List<PendingEvent> waiting = events.own(settings.batch());
        if (waiting.isEmpty()) {
            lease.recovered();
        }
        boolean tookOver = sweep.isDue() && sweep();
        Turns.Own own = turns.own(standing.of(waiting, settings.grace()));
        if (!own.events().isEmpty()) {
            lag.atLeast(own.events().size(), own.events().getFirst().event().time());
        }
        if (!own.events().isEmpty() && !continuity.isProven()) {
            return lookSoon();
        }
        for (PendingEvent event : own.events()) {
            if (!lease.holds()) {
                // By now another instance may have taken over the rest: look again before sending it.
                return true;
            }
            boolean fit = lease.isFit();
            traces.continueIn(event.event().traceParent(), "relay event", () -> send(event));
            if (!fit) {
                // While it couldn't send, and gave no sign of life, others may have taken over the rest.
                return true;
            }
        }
        if (!own.events().isEmpty()) {
            lag.found(0, null);
        }
        return own.held() ? lookSoon() : tookOver || (!own.events().isEmpty() && waiting.size() >= settings.batch());
    }

    /** Says how far Kafka is behind, and takes over what is nobody's any more; returns whether it did. */
    private boolean sweep() {
        List<PendingEvents.Backlog> backlogs = events.backlogs();
        lag.found(backlogs.stream().mapToLong(PendingEvents.Backlog::events).sum(),
                backlogs.stream().map(PendingEvents.Backlog::oldest).min(Comparator.naturalOrder()).orElse(null));
        if (!lease.isFit()) {
            turns.lookAnew();
            return false;
        }
        Set<String> others = backlogs.stream().map(PendingEvents.Backlog::by).collect(Collectors.toSet());
        Set<String> gone = turns.gone(others, lease.beats(others), System.nanoTime());
        gone.forEach(events::takeOver);
        return !gone.isEmpty();
    }

    /** The other instance is about to send, or has trouble with it; in that case there is no hurry. */
    private boolean lookSoon() throws InterruptedException {
        Thread.sleep(look);
        look = look.compareTo(settings.sweep()) < 0 ? look.multipliedBy(2) : look;
        return true;
    }

    private void send(PendingEvent event) {
        try {
            if (!bridge.send(BINDING, message(event))) {
                throw new IllegalStateException("The channel to Kafka didn't take the event");
            }
        } catch (RuntimeException failure) {
            lease.failed();
            throw failure;
        }
        lease.recovered();
        look = FIRST_LOOK;
        failPoint.pass("sent|noted");
        events.sent(event, time(event));
        // Not before that is kept: a repeated request is answered out of the outbox, and has to hear the same.
        deliveries.delivered(event);
        LOG.info("sent {} of article {} as entry {}", event.event().type(), event.article(), event.sequence());
    }

    /** Of a revocation it matters whether it was in time: a slow clock must not say so where a right one doesn't. */
    private Instant time(PendingEvent event) {
        Instant now = clock.instant();
        if (!event.event().type().equals(ArticleApprovalRevoked.TYPE)) {
            return now;
        }
        Instant there = witness.get();
        return there.isAfter(now) ? there : now;
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
