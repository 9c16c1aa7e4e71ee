package org.imprimatur.content.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Continuity;
import org.imprimatur.content.log.Entry;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.ContractViolationException;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.EventSigner;
import org.imprimatur.events.Topics;
import org.imprimatur.starter.worker.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Holds what the broker has against the article log, once, before anything is sent. A log that is older than the topic
 * lacks the decision that was sent last in one of the partitions; so those are looked at and no others. Events that the
 * present key didn't sign say nothing.
 */
@Component
final class SentBefore implements Worker.Step {
    private static final Logger LOG = LoggerFactory.getLogger(SentBefore.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How many may have been written by others behind the last one of ours. */
    private static final long LOOK_BACK = 200;

    private final KafkaAdmin admin;
    private final EventSigner signer;
    private final EventCodec codec;
    private final ArticleLog log;
    private final Continuity continuity;

    SentBefore(KafkaAdmin admin, EventSigner signer, EventCodec codec, ArticleLog log, Continuity continuity) {
        this.admin = admin;
        this.signer = signer;
        this.codec = codec;
        this.log = log;
        this.continuity = continuity;
    }

    /** Looks again for as long as broker or database don't answer; a broker that is away is no worker's failure. */
    @Override
    public boolean work() {
        if (continuity.isProven() || continuity.isBroken()) {
            return false;
        }
        try {
            Optional<String> lack = lack();
            lack.ifPresentOrElse(sentence -> {
                LOG.error("ALARM: {}", sentence);
                continuity.lacks(sentence);
            }, continuity::isWhole);
        } catch (RuntimeException away) {
            LOG.info("It is not known yet whether the article log is whole: {}", away.toString());
            continuity.isUnknown();
        }
        return false;
    }

    private Optional<String> lack() {
        Map<String, Object> settings = new HashMap<>(admin.getConfigurationProperties());
        settings.put("allow.auto.create.topics", false);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ARTICLES, PATIENCE).stream()
                    .map(partition -> new TopicPartition(Topics.ARTICLES, partition.partition())).toList();
            consumer.assign(partitions);
            return last(consumer, partitions).values().stream().map(this::lack).flatMap(Optional::stream).findFirst();
        }
    }

    /** The last event of ours in each partition. */
    private Map<Integer, ArticleEvent> last(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        partitions.forEach(one -> consumer.seek(one,
                Math.max(beginnings.getOrDefault(one, 0L), ends.getOrDefault(one, 0L) - LOOK_BACK)));
        Map<Integer, ArticleEvent> last = new HashMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream().anyMatch(one -> consumer.position(one, PATIENCE) < ends.getOrDefault(one, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The broker doesn't give what it has of " + Topics.ARTICLES);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                own(record).ifPresent(event -> last.put(record.partition(), event));
            }
        }
        return last;
    }

    private Optional<ArticleEvent> own(ConsumerRecord<byte[], byte[]> record) {
        String id = header(record, CloudEventHeaders.ID);
        String type = header(record, CloudEventHeaders.TYPE);
        String subject = header(record, CloudEventHeaders.SUBJECT);
        byte @Nullable [] value = record.value();
        // Ed25519 has one signature for each message and key (RFC 8032, section 5.1.6).
        if (id == null || type == null || subject == null || value == null || (id + type + subject).indexOf('\n') >= 0
                || !signer.sign(id, type, subject, value).equals(header(record, CloudEventHeaders.SIGNATURE))) {
            return Optional.empty();
        }
        try {
            return codec.decode(type, value).filter(ArticleEvent.class::isInstance).map(ArticleEvent.class::cast);
        } catch (ContractViolationException ofAnotherBuild) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Optional<String> lack(ArticleEvent event) {
        Entry entry = log.find(event.articleId(), event.sequence());
        if (entry != null && entry.hash().equals(event.entryHash())) {
            return Optional.empty();
        }
        return Optional.of("Decision " + event.sequence() + " of article " + event.articleId() + ", made at "
                + event.occurredAt() + ", was sent to the site and is " + (entry == null ? "not" : "another")
                + " in the article log: this database is older than the topic " + Topics.ARTICLES
                + ". Nothing is kept or sent until a newer backup of it is restored, or its topics are made anew beside"
                + " a backup of both databases");
    }
}
