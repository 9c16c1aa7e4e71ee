package org.imprimatur.torture.schedule;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.imprimatur.localstack.process.StackException;

/** Sends article events once more, signatures and all, as a broker or a relay may: late, twice, the newest first. */
final class Repeater {
    private static final String TOPIC = "imprimatur.articles";
    private static final int MOST = 40;

    private final TopicContents contents;

    Repeater(String broker) {
        contents = new TopicContents(broker);
    }

    /**
     * Answers how many were sent.
     *
     * @throws NotCarriedOutException if the broker is away, or has none
     * @throws StackException if the broker went away
     */
    int repeat(long seed) {
        List<ConsumerRecord<byte[], byte[]>> all = read();
        if (all.isEmpty()) {
            throw new NotCarriedOutException("there are no events yet");
        }
        Random random = new Random(seed);
        List<ConsumerRecord<byte[], byte[]>> some = Stream.generate(() -> all.get(random.nextInt(all.size())))
                .limit(Math.min(MOST, all.size())).toList();
        contents.write(some);
        return some.size();
    }

    private List<ConsumerRecord<byte[], byte[]>> read() {
        try {
            return contents.read(TOPIC);
        } catch (StackException away) {
            throw new NotCarriedOutException(String.valueOf(away.getMessage()), away);
        }
    }
}
