package org.imprimatur.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the data of events and holds both sides to the schema: what breaks its contract is neither sent nor
 * understood half. Fields that the schema doesn't name pass unread, so that a newer sender doesn't stop an older
 * reader. One instance serves all threads.
 */
public final class EventCodec {
    /** Longer data is refused unread: no broker of ours would take it, and reading costs by its length. */
    static final int LARGEST = 1_000_000;

    /** More than these say nothing new, and a sender could make a megabyte of them. */
    private static final int VIOLATIONS_NAMED = 10;

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Map<EventType, Schema> schemas = new EnumMap<>(EventType.class);

    /** Reads every schema at once: a broken one shows at start-up, not at the first event. */
    public EventCodec() {
        // Formats are annotations in draft 2020-12 unless asserted; an unreadable time must not pass.
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).preloadSchema(true).build()));
        for (EventType type : EventType.values()) {
            schemas.put(type, read(registry, type));
        }
    }

    /** The event's type as it stands in {@link CloudEventHeaders#TYPE}. */
    public String type(Event event) {
        return EventType.of(event).wireName();
    }

    /** Whether this build knows events of the type. */
    public boolean knows(String type) {
        return EventType.named(type) != null;
    }

    /**
     * The event's data as UTF-8 JSON, absent fields left out.
     *
     * @throws ContractViolationException if the schema refuses it
     */
    public byte[] encode(Event event) {
        EventType type = EventType.of(event);
        JsonNode tree = json.valueToTree(event);
        requireValid(type, tree);
        byte[] data = json.writeValueAsBytes(tree);
        requireSize(type.wireName(), data);
        return data;
    }

    /**
     * The event that the data stands for; empty if this build doesn't know the type, which is no error.
     *
     * @param type the value of {@link CloudEventHeaders#TYPE}
     * @param data JSON in UTF-8
     * @throws ContractViolationException if the data is not JSON or its schema refuses it
     */
    public Optional<Event> decode(String type, byte[] data) {
        EventType known = EventType.named(type);
        if (known == null) {
            return Optional.empty();
        }
        requireSize(type, data);
        try {
            JsonNode tree = json.readTree(data);
            requireValid(known, tree);
            return Optional.of(json.treeToValue(tree, known.shape()));
        } catch (JacksonException unreadable) {
            // The original message alone: the full one quotes the source, and an article's text is not for logs.
            throw new ContractViolationException(type, "unreadable JSON: " + unreadable.getOriginalMessage(),
                    unreadable);
        }
    }

    private static void requireSize(String type, byte[] data) {
        if (data.length > LARGEST) {
            throw new ContractViolationException(type, List.of("larger than " + LARGEST + " bytes"));
        }
    }

    private void requireValid(EventType type, JsonNode tree) {
        Schema schema = Objects.requireNonNull(schemas.get(type));
        List<String> violations = schema.validate(tree).stream().limit(VIOLATIONS_NAMED)
                .map(error -> error.getInstanceLocation() + " " + error.getMessage()).toList();
        if (!violations.isEmpty()) {
            throw new ContractViolationException(type.wireName(), violations);
        }
    }

    private static Schema read(SchemaRegistry registry, EventType type) {
        try (InputStream resource = EventCodec.class.getResourceAsStream(type.schemaResource())) {
            return registry.getSchema(Objects.requireNonNull(resource, type.schemaResource()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
