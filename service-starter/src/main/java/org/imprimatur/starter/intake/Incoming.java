package org.imprimatur.starter.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;

/**
 * One record, freed from the shapes in which Spring hands it over: alone or in a batch whose headers are lists, text as
 * strings or as bytes still, no value as an object that stands for none.
 *
 * @param value absent for a record without one
 * @param headers as they came over the wire, and Spring's own
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as it came, never compared or changed
public record Incoming(int partition, long offset, @Nullable Object key, byte @Nullable [] value,
        Map<String, Object> headers) {
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** A record that was handed over alone. */
    public static Incoming of(Message<?> message) {
        var headers = message.getHeaders();
        return of(headers.get(KafkaHeaders.RECEIVED_PARTITION), headers.get(KafkaHeaders.OFFSET),
                headers.get(KafkaHeaders.RECEIVED_KEY), message.getPayload(), headers);
    }

    /** Takes a batch apart; its headers are lists in the order of the payloads. */
    public static List<Incoming> each(Message<List<byte[]>> batch) {
        List<?> payloads = batch.getPayload();
        List<?> partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(batch, KafkaHeaders.OFFSET);
        List<?> keys = list(batch, KafkaHeaders.RECEIVED_KEY);
        List<?> headers = list(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        var records = new ArrayList<Incoming>(payloads.size());
        for (int index = 0; index < payloads.size(); index++) {
            records.add(of(partitions.get(index), offsets.get(index), keys.get(index), payloads.get(index),
                    (Map<?, ?>) headers.get(index)));
        }
        return records;
    }

    /** The key as text; null if there is none. */
    public @Nullable String keyText() {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) key;
    }

    /** A header as text; null if there is none. */
    public @Nullable String header(String name) {
        return switch (headers.get(name)) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Object other -> other.toString();
        };
    }

    /** The trace the record belongs to, as in {@code traceparent} (W3C Trace Context); null if it names none. */
    public @Nullable String traceParent() {
        String value = header("traceparent");
        return value != null && TRACE_PARENT.matcher(value).matches() ? value : null;
    }

    private static Incoming of(@Nullable Object partition, @Nullable Object offset, @Nullable Object key,
            Object payload, Map<?, ?> headers) {
        if (!(partition instanceof Integer number) || !(offset instanceof Long place)) {
            throw new IllegalArgumentException("The message did not come from Kafka");
        }
        var named = new LinkedHashMap<String, Object>();
        headers.forEach((name, value) -> named.put(String.valueOf(name), value));
        return new Incoming(number, place, key instanceof KafkaNull ? null : key,
                payload instanceof byte[] bytes ? bytes : null, named);
    }

    private static List<?> list(Message<?> batch, String name) {
        return batch.getHeaders().get(name) instanceof List<?> values ? values : List.of();
    }
}
