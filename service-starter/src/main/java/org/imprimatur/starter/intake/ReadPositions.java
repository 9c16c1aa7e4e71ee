package org.imprimatur.starter.intake;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.imprimatur.starter.worker.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * How far a topic has been read and carried out, kept in the database in which that was done, so that both are restored
 * together: a consumer begins where its database stands, never where the consumer group says. The group's offsets lie
 * with the broker, and a database that comes out of a backup knows nothing of what they vouch for.
 *
 * <p>A position is written after what it stands for, on a worker of its own; one that is too old has records carried out
 * again, which has to change nothing. One that doesn't fit the topic, because that was made anew or restored to an
 * earlier time, counts as the topic's beginning.
 */
public final class ReadPositions implements KafkaBindingRebalanceListener, Worker.Step, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPositions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ID = "_id";
    private static final String TOPIC_ID = "topicId";
    private static final String OFFSET = "offset";

    private final String topic;
    private final Supplier<MongoDatabase> database;
    private final Map<String, Object> settings;
    private final Consumer<String> alarm;
    private final Worker worker = new Worker("positions", Duration.ofSeconds(1), this);
    private final Map<Integer, Note> notes = new HashMap<>();
    private @Nullable Admin admin;

    /** @param afresh whether it takes the place of whatever is written, even if that is further on */
    private record Note(long offset, boolean afresh, boolean written) {}

    /**
     * @param database asked for when it is needed
     * @param settings of a client of the broker
     * @param alarm takes a sentence about records that can't be read any more
     */
    public ReadPositions(String topic, Supplier<MongoDatabase> database, Map<String, Object> settings,
            Consumer<String> alarm) {
        this.topic = topic;
        this.database = database;
        this.settings = settings;
        this.alarm = alarm;
    }

    /** What writes the positions down; to be a bean. */
    public Worker worker() {
        return worker;
    }

    /** Everything before this offset of the partition has been carried out. Never blocks for long. */
    public void done(int partition, long offset) {
        synchronized (notes) {
            Note last = notes.get(partition);
            // Going back within a topic means that there is another one under its name, or an older one.
            boolean back = last != null && offset < last.offset();
            boolean stillAfresh = last != null && last.afresh() && !last.written();
            notes.put(partition, new Note(offset, back || stillAfresh, false));
        }
        worker.wake();
    }

    /** How far the partitions of the topic with this id have been carried out; none for those never read. */
    public Map<Integer, Long> of(String topicId) {
        Map<Integer, Long> positions = new HashMap<>();
        for (Document stored : positions().find(Filters.eq(TOPIC_ID, topicId))) {
            String id = stored.getString(ID);
            if (id.startsWith(topic + "/")) {
                positions.put(Integer.valueOf(id.substring(topic.length() + 1)), stored.getLong(OFFSET));
            }
        }
        return positions;
    }

    @Override
    public void onPartitionsAssigned(String binding, org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
            Collection<TopicPartition> assigned, boolean initial) {
        List<TopicPartition> own = assigned.stream().filter(one -> one.topic().equals(topic)).toList();
        if (own.isEmpty()) {
            return;
        }
        Map<Integer, Long> known;
        try {
            known = of(topicId());
        } catch (RuntimeException away) {
            // Again from the first costs time alone; to go on where the group was could lose what the database lacks.
            LOG.warn("It is not known how far {} was read: it is read again from its beginning", topic, away);
            known = Map.of();
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(own);
        Map<TopicPartition, Long> ends = consumer.endOffsets(own);
        for (TopicPartition one : own) {
            begin(consumer, one, known.get(one.partition()), beginnings.getOrDefault(one, 0L),
                    ends.getOrDefault(one, 0L));
        }
        worker.wake();
    }

    private void begin(org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, TopicPartition partition,
            @Nullable Long known, long beginning, long end) {
        boolean fits = known != null && known <= end;
        long from = fits && known != null ? known : beginning;
        if (fits && from < beginning) {
            String gap = "Records " + from + " to " + (beginning - 1) + " of " + partition
                    + " were not read and are gone: the database is older than what the topic still holds";
            LOG.error("ALARM: {}", gap);
            alarm.accept(gap);
            from = beginning;
        }
        if (known != null && !fits) {
            LOG.warn("{} was read up to {}, and ends at {}: it is read from its beginning", partition, known, end);
        }
        consumer.seek(partition, from);
        synchronized (notes) {
            notes.put(partition.partition(), new Note(from, !fits, false));
        }
    }

    /** Writes down what was noted since. */
    @Override
    public boolean work() {
        Map<Integer, Note> open = new HashMap<>();
        synchronized (notes) {
            notes.forEach((partition, note) -> {
                if (!note.written()) {
                    open.put(partition, note);
                }
            });
        }
        if (open.isEmpty()) {
            return false;
        }
        String topicId = topicId();
        open.forEach((partition, note) -> {
            write(topic + "/" + partition, topicId, note);
            synchronized (notes) {
                notes.replace(partition, note, new Note(note.offset(), note.afresh(), true));
            }
        });
        return false;
    }

    private void write(String id, String topicId, Note note) {
        if (!note.afresh()) {
            try {
                // An instance that lost the partition long ago takes nothing back.
                positions().updateOne(Filters.and(Filters.eq(ID, id), Filters.eq(TOPIC_ID, topicId)),
                        Updates.max(OFFSET, note.offset()), new UpdateOptions().upsert(true));
                return;
            } catch (MongoWriteException failure) {
                if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw failure;
                }
            }
        }
        positions().updateOne(Filters.eq(ID, id),
                Updates.combine(Updates.set(TOPIC_ID, topicId), Updates.set(OFFSET, note.offset())),
                new UpdateOptions().upsert(true));
    }

    private String topicId() {
        try {
            return broker().describeTopics(List.of(topic)).allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).values().iterator().next().topicId().toString();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The broker doesn't say which topic " + topic + " is", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interruption);
        }
    }

    /** Made when it is first needed: a broker that is away keeps no service from starting. */
    private synchronized Admin broker() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    private MongoCollection<Document> positions() {
        return database.get().getCollection("positions").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
