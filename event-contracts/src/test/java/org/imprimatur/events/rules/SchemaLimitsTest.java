package org.imprimatur.events.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Limits have one home: the schemas repeat what stands in {@link Member}, and no other. */
class SchemaLimitsTest {
    private static final Map<String, Member> MEMBERS = Map.ofEntries(Map.entry("headline", Member.HEADLINE),
            Map.entry("standfirst", Member.STANDFIRST), Map.entry("body", Member.BODY),
            Map.entry("section", Member.SECTION), Map.entry("slug", Member.SLUG), Map.entry("tags", Member.TAG),
            Map.entry("byline", Member.BYLINE), Map.entry("name", Member.SOURCE_NAME),
            Map.entry("url", Member.SOURCE_URL), Map.entry("language", Member.LANGUAGE),
            Map.entry("reason", Member.REASON), Map.entry("note", Member.NOTE));

    private final Set<Member> met = EnumSet.noneOf(Member.class);

    static List<Path> articleSchemas() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/schemas"))) {
            return files.filter(file -> file.getFileName().toString().contains(".article.")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("articleSchemas")
    void everyTextInASchemaHasTheLengthOfItsMember(Path schema) throws IOException {
        hold(new JsonMapper().readTree(Files.readAllBytes(schema)));
    }

    @Test
    void everyMemberTravelsInSomeEvent() throws IOException {
        for (Path schema : articleSchemas()) {
            hold(new JsonMapper().readTree(Files.readAllBytes(schema)));
        }
        assertThat(met).containsExactlyInAnyOrder(Member.values());
    }

    private void hold(JsonNode schema) {
        for (var property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode rule = property.getValue();
            if (rule.path("type").asString().equals("array")) {
                assertThat(rule.path("maxItems").asInt()).as(name)
                        .isEqualTo(name.equals("tags") ? Member.MOST_TAGS : Member.MOST_CORRECTIONS);
                rule = rule.path("items");
            }
            hold(rule);
            Member member = name.endsWith("By") ? Member.PERSON : MEMBERS.get(name);
            if (member != null) {
                assertThat(rule.path("maxLength").asInt()).as(name).isEqualTo(member.longest());
                met.add(member);
            } else if (rule.path("type").asString().equals("string")) {
                // Hashes, ids and times have their length in their form.
                assertThat(rule.has("pattern")).as(name).isTrue();
            }
        }
    }
}
