package org.imprimatur.publishing.announcement;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.edition.Outcome;
import org.imprimatur.publishing.edition.Press;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.starter.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Announces editions on {@code imprimatur.releases}. The edition itself is the outbox: it stays marked until Kafka has
 * every announcement of it. A crash in between announces again, under the same ids.
 */
public final class Announcer implements Worker.Step {
    static final String BINDING = "releases-out-0";

    private static final int BATCH = 50;
    /** How long an edition is left to the press that printed it before any other takes its announcement over. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EditionLog log;
    private final Press press;
    private final StreamBridge bridge;
    private final EventCodec codec;
    private final Traces traces;
    private final LongSupplier nanos;
    private Map<Long, Long> firstSeen = new HashMap<>();

    /** @param nanos a clock that goes on whatever the wall clock is set to */
    Announcer(EditionLog log, Press press, StreamBridge bridge, EventCodec codec, Traces traces,
            LongSupplier nanos) {
        this.log = log;
        this.press = press;
        this.bridge = bridge;
        this.codec = codec;
        this.traces = traces;
        this.nanos = nanos;
    }

    @Override
    public boolean work() {
        if (!press.isLoaded()) {
            return false;
        }
        var editions = log.unannounced(press.name(), BATCH);
        editions.addAll(leftBehind(log.unannouncedByOthers(press.name(), BATCH)));
        for (var edition : editions) {
            for (var outcome : edition.outcomes()) {
                send(event(edition, outcome), "edition-" + edition.number() + "-" + outcome.articleId(),
                        traceParent(edition, outcome.articleId()));
            }
            log.announced(edition.number());
        }
        return editions.size() >= BATCH;
    }

    /** Those that have lain for so long, by a clock that nobody sets, that their own press must be gone. */
    private List<Edition> leftBehind(List<Edition> others) {
        long now = nanos.getAsLong();
        var seen = new HashMap<Long, Long>();
        others.forEach(edition -> seen.put(edition.number(), firstSeen.getOrDefault(edition.number(), now)));
        firstSeen = seen;
        return others.stream()
                .filter(edition -> now - seen.getOrDefault(edition.number(), now) >= PATIENCE.toNanos()).toList();
    }

    /**
     * Announces at once that a decision can't be carried out.
     *
     * @param traceParent the trace in which it was made, if known
     */
    public void failed(ReleaseFailed event, @Nullable String traceParent) {
        send(event, "failed-" + event.articleId() + "-" + event.sequence(), traceParent);
    }

    private static ReleaseEvent event(Edition edition, Outcome outcome) {
        var path = outcome.path();
        var hash = outcome.pageHash();
        var approvedAt = outcome.approvedAt();
        if (path == null) {
            return new ReleaseFailed(outcome.articleId(), outcome.sequence(),
                    "The story can't be set as a page any more; approve it again.", edition.committedAt());
        }
        return hash == null || approvedAt == null
                ? new ReleaseWithdrawn(outcome.articleId(), outcome.sequence(), edition.number(), path,
                        edition.committedAt(), outcome.status())
                : new ReleaseReleased(outcome.articleId(), outcome.sequence(), Math.toIntExact(outcome.revision()),
                        edition.number(), path, hash, approvedAt, edition.committedAt());
    }

    private static @Nullable String traceParent(Edition edition, String articleId) {
        return edition.causes().stream().filter(cause -> cause.articleId().equals(articleId))
                .map(ArticleChange::traceParent).filter(Objects::nonNull).reduce((_, later) -> later).orElse(null);
    }

    private void send(ReleaseEvent event, String id, @Nullable String traceParent) {
        traces.continueIn(traceParent, "announce release", () -> send(event, id));
    }

    private void send(ReleaseEvent event, String id) {
        var message = MessageBuilder.withPayload(codec.encode(event))
                .setHeader(KafkaHeaders.KEY, event.articleId().getBytes(StandardCharsets.UTF_8))
                .setHeader(CloudEventHeaders.SPEC_VERSION, CloudEventHeaders.SPEC_VERSION_1_0)
                .setHeader(CloudEventHeaders.ID, id)
                .setHeader(CloudEventHeaders.TYPE, codec.type(event))
                .setHeader(CloudEventHeaders.SOURCE, "/publishing-service")
                .setHeader(CloudEventHeaders.TIME, event.occurredAt().toString())
                .setHeader(CloudEventHeaders.SUBJECT, event.articleId())
                .setHeader(CloudEventHeaders.CONTENT_TYPE, CloudEventHeaders.JSON)
                .setHeader(MessageHeaders.CONTENT_TYPE, CloudEventHeaders.JSON).build();
        if (!bridge.send(BINDING, message)) {
            throw new IllegalStateException("The channel to Kafka didn't take the announcement");
        }
    }
}
