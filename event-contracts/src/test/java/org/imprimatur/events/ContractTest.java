package org.imprimatur.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds records, schemas, fixtures and the AsyncAPI document to each other. */
class ContractTest {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    private final JsonMapper json = new JsonMapper();
    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyEventEverPublishedIsStillReadAndWrittenTheSame(Path fixture) throws IOException {
        byte[] published = Files.readAllBytes(fixture);
        Event event = codec.decode(typeOf(fixture), published).orElseThrow();
        assertThat(json.readTree(codec.encode(event))).isEqualTo(json.readTree(published));
        assertThat(codec.type(event)).isEqualTo(typeOf(fixture));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyTypeHasAFixtureWithAllItsFields(EventType type) throws IOException {
        JsonNode fixture = json.readTree(Files.readAllBytes(FIXTURES.resolve(type.wireName() + ".json")));
        assertThat(fixture.propertyNames()).containsExactlyInAnyOrderElementsOf(namesOf(type.shape()));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void schemaAndRecordNameTheSameFieldsAndTheSameOnesAsRequired(EventType type) {
        agree(schema(type), type.shape());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theAsyncApiDocumentNamesEveryTypeWithItsSchema(EventType type) throws IOException {
        assertThat(asyncApi()).contains("name: " + type.wireName() + "\n",
                "$ref: " + type.schemaResource().substring(1) + "\n");
    }

    @Test
    void theAsyncApiDocumentNamesEveryTopic() throws IOException {
        assertThat(Topics.all()).isNotEmpty().allSatisfy(
                topic -> assertThat(asyncApi()).contains("address: " + topic.name() + "\n"));
    }

    @Test
    void everySchemaOnTheClassPathBelongsToAType() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/schemas"))) {
            assertThat(files.map(file -> "/schemas/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(EventType.values()).map(EventType::schemaResource).toList());
        }
    }

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList();
        }
    }

    /** Nested records are described by nested object schemas. */
    private static void agree(JsonNode schema, Class<?> shape) {
        assertThat(schema.path("properties").propertyNames()).as(shape.getName())
                .containsExactlyElementsOf(namesOf(shape));
        List<String> mandatory = Arrays.stream(shape.getRecordComponents()).filter(field -> !isNullable(field))
                .map(RecordComponent::getName).toList();
        assertThat(schema.path("required").valueStream().map(JsonNode::asString)).as(shape.getName())
                .containsExactlyElementsOf(mandatory);
        for (RecordComponent field : shape.getRecordComponents()) {
            if (field.getType().isRecord()) {
                agree(schema.path("properties").path(field.getName()), field.getType());
            }
        }
    }

    private static boolean isNullable(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
    }

    private static List<String> namesOf(Class<?> shape) {
        return Arrays.stream(shape.getRecordComponents()).map(RecordComponent::getName).toList();
    }

    /** {@code <type>.json}, or {@code <type>.<what is special about it>.json}. */
    private static String typeOf(Path fixture) {
        String name = fixture.getFileName().toString();
        return name.substring(0, name.indexOf(".v1") + 3);
    }

    private JsonNode schema(EventType type) {
        return json.readTree(resource(type.schemaResource()));
    }

    private static String asyncApi() {
        return new String(resource("/asyncapi.yaml"), UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream stream = ContractTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
