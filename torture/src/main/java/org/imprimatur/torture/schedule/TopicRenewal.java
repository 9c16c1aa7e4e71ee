package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.torture.cluster.Wire;

/**
 * Deletes a topic, has it missing for a while, and makes it anew: another topic of the same name, with the same events in
 * it from the first on, as somebody does who lost one and has a copy. Nobody can write to it while it is copied or filled.
 */
final class TopicRenewal {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String broker;
    private final Wire services;
    private final TopicContents contents;

    /**
     * @param broker its address, not by the wire
     * @param services the wire between services and broker
     */
    TopicRenewal(String broker, Wire services) {
        this.broker = broker;
        this.services = services;
        contents = new TopicContents(broker);
    }

    private record Copy(NewTopic topic, List<ConsumerRecord<byte[], byte[]>> events) {}

    /**
     * Answers how many events the new topic has at its beginning.
     *
     * @param missing how long there is no such topic
     * @throws NotCarriedOutException if the topic can't be copied
     * @throws StackException if it couldn't be made anew
     */
    int renew(String topic, Duration missing) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker, "request.timeout.ms", "5000",
                "default.api.timeout.ms", "15000"))) {
            services.become(Wire.State.CUT);
            Copy copy = copy(admin, topic);
            answered(admin.deleteTopics(List.of(topic)).all());
            // Now it is seen to be missing, by whoever asks.
            services.become(Wire.State.WHOLE);
            LockSupport.parkNanos(missing.toNanos());
            services.become(Wire.State.CUT);
            List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>(copy.events());
            if (answered(admin.listTopics().names()).contains(topic)) {
                // A service that has just started made it, and somebody may have written to it.
                events.addAll(contents.read(topic));
                answered(admin.deleteTopics(List.of(topic)).all());
            }
            create(admin, copy.topic());
            contents.write(events);
            return events.size();
        } finally {
            services.become(Wire.State.WHOLE);
        }
    }

    private Copy copy(Admin admin, String topic) {
        try {
            int partitions = answered(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .mapToInt(one -> one.partitions().size()).sum();
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = answered(admin.describeConfigs(List.of(resource)).all()).get(resource);
            Map<String, String> own = config == null
                    ? Map.of()
                    : config.entries().stream()
                            .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
            return new Copy(new NewTopic(topic, partitions, (short) 1).configs(own), contents.read(topic));
        } catch (StackException away) {
            throw new NotCarriedOutException(String.valueOf(away.getMessage()), away);
        }
    }

    /** The old one may not be gone altogether yet. */
    private static void create(Admin admin, NewTopic topic) {
        if (!Await.until(() -> isMade(admin, topic), LIMIT)) {
            throw new StackException(topic.name() + " can't be made anew");
        }
    }

    private static boolean isMade(Admin admin, NewTopic topic) {
        try {
            answered(admin.createTopics(List.of(topic)).all());
            return true;
        } catch (StackException notYet) {
            return false;
        }
    }

    private static <T> T answered(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new StackException("the broker didn't do it: " + failure, failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", interruption);
        }
    }
}
