package org.imprimatur.consent.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.imprimatur.consent.RunningService;
import org.imprimatur.consent.access.Accesses;
import org.imprimatur.consent.erasure.Erasures;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.record.State;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class RetentionTest extends RunningService {
    private static final Map<State, Period> THREE_YEARS = Map.of(State.GIVEN, Period.ofYears(3), State.REFUSED,
            Period.ofYears(3), State.WITHDRAWN, Period.ofYears(3));

    @Autowired
    private Notices notices;
    @Autowired
    private Records records;
    @Autowired
    private Erasures erasures;
    @Autowired
    private Accesses accesses;
    @Autowired
    private MongoTemplate database;

    @Test
    void aRecordIsErasedWhenTheTimeItsNoticePromisedIsOverAndNotBefore() {
        String notice = notice("XA", Map.of("given", "P2Y", "refused", "P1M"));
        HttpResponse<String> given = post("/api/v1/choices", choice(notice, true, false, false));
        HttpResponse<String> refused = post("/api/v1/choices", choice(notice, false, false, false));
        // By now the settings say something else; what was promised holds.
        RetentionSettings settings = new RetentionSettings(Duration.ofHours(1), THREE_YEARS, Map.of());
        runAt(settings, end(refused).plus(Duration.ofDays(27)));
        assertThat(isThere(refused)).isTrue();
        runAt(settings, end(refused).atOffset(ZoneOffset.UTC).plusMonths(1).minusSeconds(1).toInstant());
        assertThat(isThere(refused)).isTrue();
        runAt(settings, end(refused).atOffset(ZoneOffset.UTC).plusMonths(1).plusSeconds(1).toInstant());
        assertThat(isThere(refused)).isFalse();
        assertThat(isThere(given)).isTrue();
        runAt(settings, end(given).atOffset(ZoneOffset.UTC).plusYears(2).plusSeconds(1).toInstant());
        assertThat(isThere(given)).isFalse();
    }

    @Test
    void whatNoNoticePromisesGoesByStateAndJurisdiction() {
        HttpResponse<String> here = post("/api/v1/choices", choice(notice("XB", Map.of()), true, false, false));
        HttpResponse<String> there = post("/api/v1/choices", choice(notice("XC", Map.of()), true, false, false));
        RetentionSettings settings = new RetentionSettings(Duration.ofHours(1), THREE_YEARS,
                Map.of("XC", Map.of(State.GIVEN, Period.ofDays(10))));
        runAt(settings, end(there).plus(Duration.ofDays(11)));
        assertThat(isThere(here)).isTrue();
        assertThat(isThere(there)).isFalse();
    }

    @Test
    void theJobSaysWhatItErased() {
        String notice = notice("XD", Map.of("given", "P0D"));
        HttpResponse<String> answer = post("/api/v1/choices", choice(notice, true, false, false));
        runAt(new RetentionSettings(Duration.ofHours(1), THREE_YEARS, Map.of()), end(answer).plusSeconds(1));
        HttpResponse<String> gone = get("/api/v1/records/" + id(answer), as("carl", "compliance"));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(json(gone).get("erasedBy").asString()).isEqualTo("retention");
        assertThat(json(gone).get("reason").asString()).contains("kept for P0D after its end", notice);
        assertThat(json(get("/api/v1/accesses?action=erase&actor=retention&limit=1", as("carl", "compliance")))
                .get("records").get(0).at("/record/target/reason").asString()).contains(notice);
    }

    @Test
    void twoInstancesAtOnceEraseEachRecordOnce() throws ExecutionException, InterruptedException {
        String notice = notice("XE", Map.of("given", "P0D"));
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(post("/api/v1/choices", choice(notice, true, false, false)));
        }
        RetentionSettings settings = new RetentionSettings(Duration.ofHours(1), THREE_YEARS, Map.of());
        Instant time = end(answers.getLast()).plusSeconds(1);
        SimpleMeterRegistry erased = new SimpleMeterRegistry();
        try (ExecutorService instances = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> runs = List.of(instances.submit(() -> at(settings, time, erased).run()),
                    instances.submit(() -> at(settings, time, erased).run()));
            for (Future<Boolean> run : runs) {
                run.get();
            }
        }
        assertThat(answers).noneMatch(this::isThere);
        assertThat(erased.get("imprimatur.retention.erased").tag("jurisdiction", "XE").counter().count())
                .isEqualTo(30);
        assertThat(database.getCollection("records").countDocuments(Filters.and(Filters.exists("erased"),
                Filters.in("_id", answers.stream().map(answer -> UUID.fromString(id(answer))).toList()))))
                .isEqualTo(30);
    }

    @Test
    void settingsWithoutAPeriodForEveryStateAreRefused() {
        assertThatThrownBy(() -> new RetentionSettings(Duration.ofHours(1), Map.of(State.GIVEN, Period.ofYears(1)),
                Map.of())).hasMessageContaining("refused");
    }

    /** What visitors are told in words and what the job does are the same number of years. */
    @Test
    void everyNoticeInForcePromisesWhatTheJobDoes(@Autowired RetentionSettings settings,
            @Autowired Retention retention) {
        Map<String, String> threeYears = Map.of("en", "three years", "de", "drei Jahre", "fr", "trois ans", "es",
                "tres años", "it", "tre anni", "nl", "drie jaar", "pl", "trzy lata", "pt", "três anos", "zh", "三年",
                "ar", "ثلاث سنوات");
        for (String language : notices.languages()) {
            Notice notice = notices.inForce(language, null);
            String told = notice.wordsOf("purposes").getFirst().text("retention");
            assertThat(told).contains(threeYears.getOrDefault(language, "no words for " + language));
            for (State state : State.values()) {
                assertThat(retention.keep(notice, state)).isEqualTo(Period.ofYears(3))
                        .isEqualTo(settings.in(notice.jurisdiction()).get(state));
            }
        }
    }

    private void runAt(RetentionSettings settings, Instant time) {
        at(settings, time, new SimpleMeterRegistry()).run();
    }

    private Retention at(RetentionSettings settings, Instant time, SimpleMeterRegistry metrics) {
        return new Retention(settings, notices, records, erasures, accesses, Clock.fixed(time, ZoneOffset.UTC),
                metrics);
    }

    /** A notice of another law, which some other instance has put in force. */
    private String notice(String jurisdiction, Map<String, String> retention) {
        Map<String, Object> document = new TreeMap<>(notices.inForce("en", null).document());
        document.put("jurisdiction", jurisdiction);
        document.remove("recordRetention");
        if (!retention.isEmpty()) {
            document.put("recordRetention", retention);
        }
        String hash = Hash.sha256(CanonicalJson.bytes(document)).labelled();
        database.getCollection("notices").insertOne(new Document("_id", hash).append("policyVersion", "1")
                .append("language", "en").append("document", CanonicalJson.text(document)));
        return hash;
    }

    private static Instant end(HttpResponse<String> answer) {
        return Instant.parse(json(answer).get("validUntil").asString());
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).get("recordId").asString();
    }

    private boolean isThere(HttpResponse<String> answer) {
        @Nullable
        Document stored = database.getCollection("records").find(Filters.eq("_id", UUID.fromString(id(answer))))
                .first();
        return stored != null && stored.containsKey("record");
    }
}
