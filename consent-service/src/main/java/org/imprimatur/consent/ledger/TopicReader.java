package org.imprimatur.consent.ledger;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.imprimatur.tlog.merkle.Hash;

/**
 * Reads a log's topic in offset order from where the stored tree stands. The position is the tree's, never a consumer
 * group's, and everything that doesn't fit it ends in a {@link LogMisfitException}. Used by one thread.
 */
final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LogTopic topic;
    private final TopicPartition partition;
    private final Lazy<Consumer<byte[], byte[]>> consumer;

    TopicReader(LogTopic topic, Brokers brokers) {
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), 0);
        this.consumer = new Lazy<>(() -> assigned(brokers.consumer()),
                client -> client.close(CloseOptions.timeout(Duration.ofSeconds(1))));
    }

    private Consumer<byte[], byte[]> assigned(Consumer<byte[], byte[]> fresh) {
        fresh.assign(List.of(partition));
        return fresh;
    }

    /** Goes to where this state ends, having seen that the topic really begins with what the state was made of. */
    void continueAfter(TreeState state) throws ExecutionException, InterruptedException {
        requireTopic(state);
        long beginning = consumer.get().beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.get().endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (end < state.offset()) {
            throw new LogMisfitException(
                    "the topic ends at offset " + end + ", before the stored tree's " + state.offset());
        }
        if (beginning > Math.max(0, state.offset() - 1)) {
            throw new LogMisfitException("the topic begins at offset " + beginning
                    + ", messages that belong before the stored tree's " + state.offset() + " are gone");
        }
        if (state.offset() > 0) {
            requireLast(state);
        }
        consumer.get().seek(partition, state.offset());
    }

    /** The next messages, waiting for the first of them this long; empty when there is none by then. */
    List<ConsumerRecord<byte[], byte[]>> next(Duration patience) {
        try {
            return consumer.get().poll(patience).records(partition);
        } catch (OffsetOutOfRangeException gone) {
            throw new LogMisfitException("the topic has no message any more where the stored tree ends");
        }
    }

    /**
     * Asked after messages were read and before anything is made of them: those read from a topic made anew come
     * after it was made.
     */
    void requireTopic(TreeState state) throws ExecutionException, InterruptedException {
        String id = topic.id();
        if (id == null) {
            // Perhaps only the broker asked hasn't heard of it yet; nothing is signed until one has.
            throw new IllegalStateException("The topic " + topic.name() + " isn't there");
        }
        if (!state.topicId().equals(id)) {
            throw new LogMisfitException(
                    "topic " + topic.name() + " was deleted and made anew since the stored tree was begun");
        }
    }

    private void requireLast(TreeState state) {
        consumer.get().seek(partition, state.offset() - 1);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(next(PATIENCE));
        if (found.isEmpty()) {
            throw new IllegalStateException("The topic's last known message could not be read");
        }
        ConsumerRecord<byte[], byte[]> last = found.getFirst();
        if (last.offset() != state.offset() - 1 || !hash(last).equals(state.lastMessage())) {
            throw new LogMisfitException("the message at offset " + (state.offset() - 1)
                    + " isn't the one the stored tree was made of");
        }
    }

    /** What tells one message from another. */
    static Hash hash(ConsumerRecord<byte[], byte[]> message) {
        return Hash.sha256(value(message));
    }

    /** How a message names the document whose commitment it holds, so that nobody has to look for it. */
    static byte[] key(UUID owner) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits()).array();
    }

    /** The document that a message names; null if it names none, as those of earlier releases. */
    static @Nullable UUID owner(ConsumerRecord<byte[], byte[]> message) {
        byte[] key = message.key();
        if (key == null || key.length != 2 * Long.BYTES) {
            return null;
        }
        ByteBuffer id = ByteBuffer.wrap(key);
        return new UUID(id.getLong(), id.getLong());
    }

    /** The message's bytes; a message without any has none. */
    static byte[] value(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = message.value();
        return value == null ? new byte[0] : value;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
