package org.imprimatur.publishing.announcement;

import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.Outcome;

import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.release.Publisher;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.starter.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Announces editions on {@code imprimatur.releases}. The editions themselves are the outbox: each counts as untold until
 * Kafka has every announcement of it. A crash in between announces again, under the same ids.
 */
public final class Announcer implements Worker.Step {
    static final String BINDING = "releases-out-0";

    private static final int BATCH = 50;
    /** How long an edition is left to the instance that made it before any other takes its announcement over. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Announcements announcements;
    private final Publisher publisher;
    private final Predicate<Message<byte[]>> channel;
    private final EventCodec codec;
    private final Traces traces;
    private final LongSupplier nanos;
    private Map<Long, Long> firstSeen = new HashMap<>();

    /**
     * @param channel takes a message and answers true once Kafka has it
     * @param nanos a clock that goes on whatever the wall clock is set to
     */
    Announcer(Announcements announcements, Publisher publisher, Predicate<Message<byte[]>> channel, EventCodec codec,
            Traces traces, LongSupplier nanos) {
        this.announcements = announcements;
        this.publisher = publisher;
        this.channel = channel;
        this.codec = codec;
        this.traces = traces;
        this.nanos = nanos;
    }

    @Override
    public boolean work() {
        if (!publisher.isLoaded()) {
            return false;
        }
        var open = announcements.open(BATCH);
        var left = leftBehind(open.editions());
        var done = new ArrayList<Long>();
        try {
            for (var edition : open.editions()) {
                if (edition.publisher().equals(publisher.name()) || edition.outcomes().isEmpty()
                        || left.contains(edition.number())) {
                    announce(edition);
                    done.add(edition.number());
                }
            }
        } finally {
            // What Kafka has isn't announced again because the next one failed.
            announcements.note(open, done);
        }
        return done.size() >= BATCH;
    }

    private void announce(Edition edition) {
        for (var outcome : edition.outcomes()) {
            send(event(edition, outcome), "edition-" + edition.number() + "-" + outcome.articleId(),
                    traceParent(edition, outcome.articleId()));
        }
    }

    /** Those that have lain for so long, by a clock that nobody sets, that the instance that made them must be gone. */
    private Set<Long> leftBehind(List<Edition> editions) {
        var others = editions.stream().filter(edition -> !edition.publisher().equals(publisher.name())).toList();
        long now = nanos.getAsLong();
        var seen = new HashMap<Long, Long>();
        others.forEach(edition -> seen.put(edition.number(), firstSeen.getOrDefault(edition.number(), now)));
        firstSeen = seen;
        return others.stream()
                .filter(edition -> now - seen.getOrDefault(edition.number(), now) >= PATIENCE.toNanos())
                .map(Edition::number).collect(Collectors.toSet());
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
        if (!channel.test(message)) {
            throw new IllegalStateException("The channel to Kafka didn't take the announcement");
        }
    }
}
