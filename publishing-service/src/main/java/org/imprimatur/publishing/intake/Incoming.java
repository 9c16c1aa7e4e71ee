package org.imprimatur.publishing.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;

/**
 * One record of a polled batch.
 *
 * @param value absent for a record without one
 * @param headers as they came over the wire; text may be bytes still
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it came, never compared or changed
record Incoming(int partition, long offset, @Nullable Object key, byte @Nullable [] value,
        Map<String, Object> headers) {
    /** Takes a batch apart; its headers are lists in the order of the payloads. */
    static List<Incoming> each(Message<List<byte[]>> batch) {
        List<?> payloads = batch.getPayload();
        List<?> partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(batch, KafkaHeaders.OFFSET);
        List<?> keys = list(batch, KafkaHeaders.RECEIVED_KEY);
        List<?> headers = list(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        var records = new ArrayList<Incoming>(payloads.size());
        for (int index = 0; index < payloads.size(); index++) {
            Object value = payloads.get(index);
            records.add(new Incoming((Integer) partitions.get(index), (Long) offsets.get(index),
                    keys.get(index) instanceof KafkaNull ? null : keys.get(index),
                    value instanceof byte[] bytes ? bytes : null, headers((Map<?, ?>) headers.get(index))));
        }
        return records;
    }

    /** A header as text; null if there is none. */
    @Nullable
    String header(String name) {
        return switch (headers.get(name)) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Object other -> other.toString();
        };
    }

    private static Map<String, Object> headers(Map<?, ?> converted) {
        var headers = new LinkedHashMap<String, Object>();
        converted.forEach((name, value) -> headers.put(String.valueOf(name), value));
        return headers;
    }

    private static List<?> list(Message<?> batch, String name) {
        return batch.getHeaders().get(name) instanceof List<?> values ? values : List.of();
    }
}
