package org.imprimatur.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.consent.RunningService;
import org.imprimatur.consent.visitor.Subjects;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.VisitorNumbers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

class SubjectKeyTest extends RunningService {
    private static final String KEYS = "/api/v1/subject-keys";
    private static final Instant LONG_AGO = Instant.parse("2024-02-01T00:00:00Z");

    @Test
    void onceAPeriodsKeyIsDestroyedNoInstanceCanTieItsRecordsToACookie(@Autowired AutowireCapableBeanFactory beans,
            @Autowired Subjects here, @Autowired VisitorNumbers numbers, @Autowired MongoTemplate database) {
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        Subjects another = beans.createBean(Subjects.class);
        String subject = here.at(LONG_AGO, visitor);
        assertThat(another.at(LONG_AGO, visitor)).isEqualTo(subject);
        assertThat(another.everOf(visitor, Instant.now())).contains(subject);
        byte[] key = Objects.requireNonNull(database.getCollection("subject_keys")
                .find(Filters.eq("_id", "2024-Q1")).first()).get("key", org.bson.types.Binary.class).getData();

        HttpResponse<String> destroyed = post(KEYS + "/2024-Q1/destruction", Map.of("reason", "its records are old"),
                as("carl", "compliance"));
        assertThat(destroyed.statusCode()).as(destroyed.body()).isEqualTo(200);
        assertThat(json(destroyed).get("destroyedBy").asString()).isEqualTo("carl");
        for (Subjects instance : List.of(here, another)) {
            await().untilAsserted(() -> assertThatThrownBy(() -> instance.at(LONG_AGO, visitor))
                    .hasMessageContaining("destroyed"));
            await().untilAsserted(() -> assertThat(instance.everOf(visitor, Instant.now())).doesNotContain(subject));
        }
        for (Document stored : database.getCollection("subject_keys").find()) {
            assertThat(stored.toJson()).doesNotContain(java.util.Base64.getEncoder().encodeToString(key));
        }
        HttpResponse<String> again = post(KEYS + "/2024-Q1/destruction", Map.of("reason", "once more"),
                as("cora", "compliance"));
        assertThat(again.body()).isEqualTo(destroyed.body());
        assertThat(get(KEYS, as("carl", "compliance")).body()).contains("its records are old");
        assertThat(json(get("/api/v1/accesses?action=destroy-key", as("carl", "compliance"))).get("records"))
                .hasSize(2);
    }

    @Test
    void aKeyThatIsStillNeededOrNeverWasIsNotDestroyed(@Autowired Subjects subjects,
            @Autowired VisitorNumbers numbers) {
        post("/api/v1/choices", choice(true, false, false));
        String now = subjects.periods().lastKey();
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        String subject = subjects.at(Instant.now(), visitor);
        assertThat(post(KEYS + "/" + now + "/destruction", Map.of("reason", "haste"), as("carl", "compliance"))
                .statusCode()).isEqualTo(409);
        assertThat(subjects.everOf(visitor, Instant.now())).contains(subject);
        for (String period : List.of("2019-Q1", "2019-Q5", "x", "visitor-number")) {
            assertThat(post(KEYS + "/" + period + "/destruction", Map.of("reason", "haste"), as("carl", "compliance"))
                    .statusCode()).isEqualTo(404);
        }
    }
}
