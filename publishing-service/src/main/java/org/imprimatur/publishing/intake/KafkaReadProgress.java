package org.imprimatur.publishing.intake;

import org.imprimatur.publishing.release.Releases;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.imprimatur.starter.intake.ReadPositions;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker: an article's decisions lie in one partition, and what counts as read there has been carried out, by
 * whichever instance, in the very database that the site is in. Kept per approval is the end of its partition when it was first asked about, after
 * its release time; what comes in behind that doesn't hold it up.
 */
final class KafkaReadProgress implements Releases.ReadProgress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long NEVER_READ = -1;

    private final Map<String, Object> settings;
    private final String topic;
    private final ReadPositions positions;
    private final Map<String, Long> targets = new HashMap<>();
    private @Nullable Admin admin;

    KafkaReadProgress(Map<String, Object> settings, String topic, ReadPositions positions) {
        this.settings = settings;
        this.topic = topic;
        this.positions = positions;
    }

    @Override
    public synchronized List<Waiting> caughtUp(Collection<Waiting> due) {
        var broker = broker();
        var described = answered(broker.describeTopics(List.of(topic)).allTopicNames()).values().iterator().next();
        int partitions = described.partitions().size();
        var homes = due.stream().collect(Collectors.toMap(KafkaReadProgress::key,
                one -> new TopicPartition(topic, partition(one.articleId(), partitions))));
        var asked = Set.copyOf(homes.values());
        // The ends first: what is carried out after that may well lie behind them, never the other way round.
        var ends = offsets(broker, asked, OffsetSpec.latest());
        var starts = offsets(broker, asked, OffsetSpec.earliest());
        var read = positions.of(described.topicId().toString());
        targets.keySet().retainAll(homes.keySet());
        var caughtUp = new ArrayList<Waiting>();
        for (var one : due) {
            var home = Objects.requireNonNull(homes.get(key(one)));
            long end = Objects.requireNonNull(ends.get(home));
            // It stays the target though a topic made anew ends earlier: what the old one held may be about to come.
            long target = targets.computeIfAbsent(key(one), _ -> end);
            if (read(read.get(home.partition()), Objects.requireNonNull(starts.get(home)), end) >= target) {
                caughtUp.add(one);
            }
        }
        return caughtUp;
    }

    /** Made when it is first needed: a broker that is away keeps no service from starting. */
    private Admin broker() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    /**
     * Up to where a partition is read. One of which nothing was carried out, and that has lost nothing, is not the one
     * that the approval was read from: its topic was made anew, and nobody can say what the old one held behind it.
     */
    private static long read(@Nullable Long position, long start, long end) {
        if (position != null && position <= end && position > 0) {
            return Math.max(position, start);
        }
        return start > 0 ? start : NEVER_READ;
    }

    /** As Kafka's own producers choose it for a key. */
    private static int partition(String articleId, int partitions) {
        return Utils.toPositive(Utils.murmur2(articleId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private static String key(Waiting waiting) {
        return waiting.story().key();
    }

    private static Map<TopicPartition, Long> offsets(Admin broker, Set<TopicPartition> partitions, OffsetSpec spec) {
        var result = broker.listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, _ -> spec)));
        return partitions.stream()
                .collect(Collectors.toMap(one -> one, one -> answered(result.partitionResult(one)).offset()));
    }

    private static <T> T answered(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The broker doesn't say how far the decisions were read", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interruption);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
