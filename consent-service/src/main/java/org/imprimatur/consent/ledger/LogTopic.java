package org.imprimatur.consent.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topic a log is made of: one partition, kept for ever. */
final class LogTopic implements AutoCloseable {
    private final String name;
    private final short replication;
    private final String resumeOn;
    private final Lazy<Admin> admin;

    /** @param resumeOn id of the topic on which an operator wants the log to go on; empty if there is no such wish */
    LogTopic(String name, short replication, String resumeOn, Brokers brokers) {
        this.name = name;
        this.replication = replication;
        this.resumeOn = resumeOn;
        this.admin = new Lazy<>(brokers::admin, client -> client.close(Duration.ofSeconds(1)));
    }

    String name() {
        return name;
    }

    /** Makes the topic if it isn't there; a broker that makes topics unasked would give it a retention. */
    void ensure() throws ExecutionException, InterruptedException {
        NewTopic wanted = new NewTopic(name, 1, replication).configs(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
        try {
            admin.get().createTopics(List.of(wanted)).all().get();
            awaitDescription();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw failure;
            }
        }
    }

    /** Brokers hear of a new topic a moment after it was made. */
    private void awaitDescription() throws ExecutionException, InterruptedException {
        for (int asked = 0; asked < 20 && id() == null; asked++) {
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /** Kafka's id of the topic as it is now; null if there is none. */
    @Nullable
    String id() throws ExecutionException, InterruptedException {
        try {
            TopicDescription topic = admin.get().describeTopics(List.of(name)).allTopicNames().get().get(name);
            if (topic == null) {
                return null;
            }
            if (topic.partitions().size() != 1) {
                throw new LogMisfitException("topic " + name + " has " + topic.partitions().size()
                        + " partitions; only one has an order");
            }
            return topic.topicId().toString();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw failure;
        }
    }

    /** Whether an operator has said that a log whose topic doesn't fit any more goes on with the one of this id. */
    boolean isToResumeOn(String id) {
        return id.equals(resumeOn);
    }

    @Override
    public void close() {
        admin.close();
    }
}
