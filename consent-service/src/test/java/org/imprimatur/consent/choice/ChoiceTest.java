package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.ByteBuffer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imprimatur.consent.Offline;
import org.imprimatur.consent.RunningService;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.Method;
import org.imprimatur.consent.record.Records;
import org.imprimatur.consent.record.State;
import org.imprimatur.consent.visitor.Subjects;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.VisitorNumbers;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.eclipse.jetty.http.HttpFields;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.tlog.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class ChoiceTest extends RunningService {
    private static final String CHOICES = "/api/v1/choices";
    private static final String VISITOR = "imprimatur_visitor";

    @Test
    void aChoiceIsAnsweredWithAReceiptThatVerifiesOffline() {
        HttpResponse<String> answer = post(CHOICES, choice(false, true, false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).get("receipt").asString())
                .isEqualTo("/consent/api/v1/records/" + json(answer).get("recordId").asString() + "/receipt");
        awaitReceipt(answer);
        JsonNode mine = mine(answer).get(0);
        assertThat(Offline.verify(mine, key()).size()).isPositive();
        assertThat(mine.get("record").get("state").asString()).isEqualTo("given");
    }

    @Test
    void noChoiceThatGotItsAnswerIsMissingFromTheLog() throws ExecutionException, InterruptedException {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService visitors = Executors.newFixedThreadPool(8)) {
            String notice = notice();
            for (int i = 0; i < 300; i++) {
                Map<String, @Nullable Object> choice = choice(notice, i % 2 == 0, i % 3 == 0, false);
                answers.add(visitors.submit(() -> post(CHOICES, choice)));
            }
        }
        Set<Long> places = new HashSet<>();
        for (Future<HttpResponse<String>> future : answers) {
            HttpResponse<String> answer = future.get();
            assertThat(answer.statusCode()).isEqualTo(201);
            awaitReceipt(answer);
            JsonNode mine = mine(answer).get(0);
            Offline.verify(mine, key());
            places.add(Long.parseLong(mine.get("receipt").asString().lines().toList().get(1).substring(6)));
        }
        assertThat(places).hasSize(300);
    }

    @Test
    void theSameChoiceSentAgainIsAnsweredTheSameAndCountsOnce() {
        Map<String, @Nullable Object> choice = choice(true, false, false);
        HttpResponse<String> once = post(CHOICES, choice);
        HttpResponse<String> again = post(CHOICES, choice, "Cookie",
                "imprimatur_visitor=" + cookie(once, "imprimatur_visitor"));
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(once.body());
        assertThat(mine(once)).hasSize(1);
        HttpResponse<String> withoutCookie = post(CHOICES, choice);
        assertThat(withoutCookie.body()).isEqualTo(once.body());
        assertThat(kept(withoutCookie)).isEqualTo(kept(once));
    }

    @Test
    void theSameChoiceSentManyTimesAtOnceIsOneRecordOfOneVisitor() throws ExecutionException, InterruptedException {
        Map<String, @Nullable Object> choice = choice(true, false, false);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService sent = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                answers.add(sent.submit(() -> post(CHOICES, choice)));
            }
        }
        Set<String> bodies = new HashSet<>();
        Set<String> visitors = new HashSet<>();
        for (Future<HttpResponse<String>> answer : answers) {
            bodies.add(answer.get().body());
            visitors.add(cookie(answer.get(), VISITOR));
        }
        assertThat(bodies).hasSize(1);
        assertThat(visitors).hasSize(1);
    }

    @Test
    void aRepeatedChoiceOfAVisitorWhoLostTheCookieGivesTheSameCookie() {
        HttpResponse<String> first = post(CHOICES, choice(true, false, false));
        Map<String, @Nullable Object> choice = choice(false, true, false);
        post(CHOICES, choice, "Cookie", VISITOR + "=" + cookie(first, VISITOR));
        assertThat(cookie(post(CHOICES, choice), VISITOR)).isEqualTo(cookie(first, VISITOR));
    }

    @Test
    void aReplayOfAnOldChoiceNeverMovesTheReadableCookieBack() {
        Map<String, @Nullable Object> old = choice(true, true, true);
        HttpResponse<String> given = post(CHOICES, old);
        String visitor = VISITOR + "=" + cookie(given, VISITOR);
        post(CHOICES, choice(false, false, false), "Cookie", visitor);
        for (HttpResponse<String> replay : List.of(post(CHOICES, old, "Cookie", visitor), post(CHOICES, old))) {
            assertThat(replay.body()).isEqualTo(given.body());
            assertThat(cookie(replay, "imprimatur_choice")).isEqualTo("2:necessary");
            assertThat(cookie(replay, VISITOR)).isEqualTo(cookie(given, VISITOR));
        }
        assertThat(mine(given)).hasSize(2);
    }

    @Test
    void aChoiceThatSupersedesAnUnansweredOneIsTheSameVisitors() {
        Map<String, @Nullable Object> unanswered = choice(true, true, true);
        HttpResponse<String> lost = post(CHOICES, unanswered);
        Map<String, @Nullable Object> next = choice(false, false, false);
        next.put("supersedes", unanswered.get("id"));
        HttpResponse<String> answer = post(CHOICES, next);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(cookie(answer, VISITOR)).isEqualTo(cookie(lost, VISITOR));
        assertThat(json(answer).get("state").asString()).isEqualTo("withdrawn");
        Map<String, @Nullable Object> neverArrived = choice(true, false, false);
        neverArrived.put("supersedes", UUID.randomUUID().toString());
        assertThat(post(CHOICES, neverArrived).statusCode()).isEqualTo(201);
    }

    @Test
    void noNumberIsAdoptedThatThisServiceDidNotMake() {
        HttpResponse<String> own = post(CHOICES, choice(true, false, false));
        String number = cookie(own, VISITOR);
        char last = number.charAt(42) == 'A' ? 'E' : 'A';
        for (String foreign : List.of("A".repeat(22), "A".repeat(43), number.substring(0, 22), number + "A",
                number.substring(0, 42) + last, (number.charAt(0) == 'A' ? 'B' : 'A') + number.substring(1),
                "\"" + "A".repeat(43) + "\"", "x".repeat(3_000))) {
            HttpResponse<String> answer = post(CHOICES, choice(true, false, false), "Cookie", VISITOR + "=" + foreign);
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(cookie(answer, VISITOR)).as(foreign).isNotEqualTo(foreign).hasSize(43);
            assertThat(json(get(CHOICES + "/mine", "Cookie", VISITOR + "=" + foreign)).get("records")).isEmpty();
        }
        HttpResponse<String> second = post(CHOICES, choice(true, false, false), "Cookie",
                VISITOR + "=" + "A".repeat(43) + "; " + VISITOR + "=" + number);
        assertThat(cookie(second, VISITOR)).isEqualTo(number);
    }

    @Test
    void noOtherProgramsCookieHidesTheNumber() {
        HttpResponse<String> own = post(CHOICES, choice(true, false, false));
        HttpResponse<String> again = post(CHOICES, choice(false, false, false), "Cookie",
                "theirs=\"open; other=a\\\"; =; " + VISITOR + "=" + cookie(own, VISITOR) + "; last=\"");
        assertThat(cookie(again, VISITOR)).isEqualTo(cookie(own, VISITOR));
        assertThat(json(again).get("state").asString()).isEqualTo("withdrawn");
    }

    @Test
    void underTlsTheNumberIsThisHostsAlone(@Autowired VisitorNumbers numbers) {
        var settings = new VisitorSettings(java.net.URI.create("https://news.example"), "/consent", true);
        VisitorCookies cookies = new VisitorCookies(settings, numbers);
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        Instant now = Instant.parse("2026-11-23T19:00:00Z");
        ConsentRecord record = record(now);
        assertThat(cookies.set(new Made(record, visitor, record, now)).getFirst())
                .startsWith("__Host-imprimatur_visitor=").contains("; Secure", "; HttpOnly", "; Path=/")
                .doesNotContainIgnoringCase("domain");
        assertThat(cookies.visitor(with("imprimatur_visitor=" + numbers.cookie(visitor)))).isEmpty();
        assertThat(cookies.visitor(with("__Host-imprimatur_visitor=" + numbers.cookie(visitor)))).contains(visitor);
    }

    private static Asked with(String cookies) {
        return new Asked("", HttpFields.build().add("Cookie", cookies), Map.of(), ByteBuffer.allocate(0), null);
    }

    @Test
    void theReadableCookieLastsAsLongAsTheNewestRecordAndNoLonger(@Autowired VisitorCookies cookies,
            @Autowired VisitorNumbers numbers) {
        Instant then = Instant.parse("2026-11-23T19:00:00Z");
        ConsentRecord record = record(then);
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        assertThat(cookies.set(new Made(record, visitor, record, then.plus(Duration.ofDays(179)))))
                .hasSize(2).allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=86400;"));
        assertThat(cookies.set(new Made(record, visitor, record, then.plus(Duration.ofDays(180)))))
                .singleElement().asString().startsWith("imprimatur_choice=;").contains("Max-Age=0");
    }

    @Test
    void twoInstancesAgreeOnAVisitorAcrossAChangeOfPeriod(@Autowired AutowireCapableBeanFactory beans)
            throws InterruptedException {
        Instant change = Instant.parse("2031-04-01T00:00:00Z");
        Choices behind = instance(beans, change.minusSeconds(2));
        Choices ahead = instance(beans, change.plusSeconds(2));
        Notice notice = beans.getBean(Notices.class).inForce("en", null);
        Map<String, Boolean> allowed = Map.of("preferences", true, "statistics", true, "marketing", true);
        Map<String, Boolean> refused = Map.of("preferences", false, "statistics", false, "marketing", false);
        VisitorId visitor = behind
                .make(new MakeChoice(UUID.randomUUID(), null, notice, "en", refused, Method.BANNER, Signal.ABSENT),
                        null)
                .visitor();
        MakeChoice consent = new MakeChoice(UUID.randomUUID(), null, notice, "en", allowed, Method.BANNER,
                Signal.ABSENT);
        ahead.make(consent, visitor);
        // The next one comes to the instance for which the old period goes on.
        Made withdrawal = behind.make(
                new MakeChoice(UUID.randomUUID(), null, notice, "en", refused, Method.BANNER, Signal.ABSENT), visitor);
        assertThat(withdrawal.record().state()).isEqualTo(State.WITHDRAWN);
        assertThat(behind.of(visitor)).hasSize(3).isEqualTo(ahead.of(visitor));
        assertThat(behind.of(visitor).getFirst().record()).isEqualTo(withdrawal.record());
        for (Choices instance : List.of(behind, ahead)) {
            Made replay = instance.make(consent, null);
            assertThat(replay.visitor()).isEqualTo(visitor);
            assertThat(replay.newest()).isEqualTo(withdrawal.record());
        }
    }

    private static Choices instance(AutowireCapableBeanFactory beans, Instant now) {
        return new Choices(beans.getBean(Records.class), beans.getBean("consentLog", Ledger.class),
                beans.createBean(Subjects.class), beans.createBean(VisitorNumbers.class),
                Clock.fixed(now, ZoneOffset.UTC), new SecureRandom(), new SimpleMeterRegistry(),
                FailPoint.NONE);
    }

    private static ConsentRecord record(Instant now) {
        return new ConsentRecord(UUID.randomUUID(), UUID.randomUUID(), "subject", now, State.GIVEN,
                now.plus(Duration.ofDays(180)), Map.of("statistics", true), "sha256:0", "1", "en", "EU",
                Method.BANNER, false);
    }

    @Test
    void aChoiceIdUsedForAnotherChoiceIsRefused() {
        Map<String, @Nullable Object> choice = choice(true, false, false);
        HttpResponse<String> once = post(CHOICES, choice);
        Map<String, @Nullable Object> other = new HashMap<>(choice(false, false, false));
        other.put("id", choice.get("id"));
        HttpResponse<String> answer = post(CHOICES, other);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:imprimatur:problem:choice-id-reused");
        assertThat(setCookies(answer)).isEmpty();
        assertThat(mine(once)).hasSize(1);
    }

    @Test
    void aRepeatIsAnsweredTheSameWhateverSignalComesWithIt(@Autowired MongoTemplate database) {
        for (String first : List.of("0", "1")) {
            Map<String, @Nullable Object> choice = choice(true, false, true);
            HttpResponse<String> once = post(CHOICES, choice, "Sec-GPC", first);
            for (String later : List.of("0", "1")) {
                HttpResponse<String> again = post(CHOICES, choice, "Sec-GPC", later);
                assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
                assertThat(again.body()).isEqualTo(once.body());
                assertThat(kept(again)).isEqualTo(kept(once));
            }
            assertThat(mine(once)).hasSize(1);
        }
        // As the release before this one wrote it down.
        Map<String, @Nullable Object> choice = choice(true, false, true);
        HttpResponse<String> once = post(CHOICES, choice, "Sec-GPC", "1");
        byte[] asked = CanonicalJson.bytes(Map.of("notice", notice(), "language", "en", "choices",
                java.util.Objects.requireNonNull(choice.get("choices")), "method", "banner", "gpc", true));
        database.getCollection("records").updateOne(
                Filters.eq("_id", UUID.fromString(json(once).get("recordId").asString())),
                Updates.set("asked", Hash.sha256(asked).hex()));
        assertThat(post(CHOICES, choice).body()).isEqualTo(once.body());
    }

    @Test
    void refusingLaterIsAWithdrawalAndTheHistoryShowsBoth() {
        HttpResponse<String> given = post(CHOICES, choice(false, false, true));
        String visitor = "imprimatur_visitor=" + cookie(given, "imprimatur_visitor");
        HttpResponse<String> withdrawn = post(CHOICES, choice(false, false, false), "Cookie", visitor);
        assertThat(json(withdrawn).get("state").asString()).isEqualTo("withdrawn");
        assertThat(cookie(withdrawn, "imprimatur_choice")).isEqualTo("2:necessary");
        List<String> states = new ArrayList<>();
        mine(given).forEach(one -> states.add(one.get("record").get("state").asString()));
        assertThat(states).containsExactly("withdrawn", "given");
    }

    @Test
    void globalPrivacyControlRefusesMarketingAndTheAnswerSaysSo() {
        HttpResponse<String> answer = post(CHOICES, choice(true, true, true), "Sec-GPC", "1");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).get("gpc").asBoolean()).isTrue();
        assertThat(json(answer).get("choices").get("marketing").asBoolean()).isFalse();
        assertThat(json(answer).get("choices").get("statistics").asBoolean()).isTrue();
        assertThat(mine(answer).get(0).get("record").get("gpc").asBoolean()).isTrue();
    }

    @Test
    void anExplicitChoiceInTheSettingsWinsOverASignalThatWasRecorded() {
        Map<String, @Nullable Object> refusal = new HashMap<>(choice(false, false, false));
        refusal.put("method", "gpc");
        HttpResponse<String> signalled = post(CHOICES, refusal, "Sec-GPC", "1");
        assertThat(signalled.statusCode()).isEqualTo(201);
        Map<String, @Nullable Object> explicit = new HashMap<>(choice(false, false, true));
        explicit.put("method", "settings");
        HttpResponse<String> answer = post(CHOICES, explicit, "Sec-GPC", "1", "Cookie",
                VISITOR + "=" + cookie(signalled, VISITOR));
        assertThat(json(answer).get("choices").get("marketing").asBoolean()).isTrue();
        assertThat(json(answer).get("gpc").asBoolean()).isTrue();
    }

    @Test
    void aCookieIsSetByAChoiceAndByNothingElse() {
        for (String path : List.of("/banner.js", "/choices", "/api/v1/notice", CHOICES + "/mine",
                "/.well-known/gpc.json", "/log/key")) {
            assertThat(setCookies(get(path))).as(path).isEmpty();
        }
        HttpResponse<String> answer = post(CHOICES, choice(false, false, false));
        assertThat(setCookies(answer)).anySatisfy(cookie -> assertThat(cookie)
                .matches("imprimatur_visitor=[A-Za-z0-9_-]{43};.*").contains("HttpOnly", "SameSite=Lax", "Path=/",
                        "Max-Age=15552000"));
        assertThat(setCookies(answer)).anySatisfy(
                cookie -> assertThat(cookie).startsWith("imprimatur_choice=").doesNotContain("HttpOnly"));
        assertThat(json(get(CHOICES + "/mine")).get("records")).isEmpty();
    }

    @Test
    void anotherSiteCannotChooseForAVisitor() {
        for (String[] headers : new String[][]{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://elsewhere.example"}, {"Origin", "null"}}) {
            HttpResponse<String> answer = post(CHOICES, choice(true, true, true), headers);
            assertThat(answer.statusCode()).as(String.join(": ", headers)).isEqualTo(403);
            assertThat(setCookies(answer)).isEmpty();
        }
        assertThat(post(CHOICES, choice(true, true, true), "Origin", "http://localhost:8080").statusCode())
                .isEqualTo(201);
    }

    @Test
    void badInputIsNamedAndChangesNothing() {
        assertFault("id", "not a UUID", "/id");
        assertFault("id", null, "/id");
        assertFault("notice", "sha256:" + "0".repeat(64), "/notice");
        assertFault("language", "de", "/language");
        assertFault("method", "telepathy", "/method");
        assertFault("method", "gpc", "/method");
        assertFault("choices", null, "/choices");
        assertFault("choices", Map.of("preferences", true, "statistics", true), "/choices/marketing");
        assertFault("choices", Map.of("preferences", true, "statistics", true, "marketing", true, "wealth", true),
                "/choices/wealth");
        assertFault("choices",
                Map.of("necessary", false, "preferences", true, "statistics", true, "marketing", true),
                "/choices/necessary");
    }

    @Test
    void whatCannotBeReadIsRefusedAsSuch() {
        assertThat(post(CHOICES, "").statusCode()).isEqualTo(400);
        assertThat(post(CHOICES, "{\"id\":").statusCode()).isEqualTo(400);
        assertThat(post(CHOICES, "[]").statusCode()).isEqualTo(400);
        Map<String, @Nullable Object> surplus = choice(true, true, true);
        surplus.put("email", "someone@example.org");
        assertThat(post(CHOICES, surplus).statusCode()).isEqualTo(400);
        assertThat(post(CHOICES, "{\"id\":\"" + "x".repeat(8_192) + "\"}").statusCode()).isEqualTo(413);
        assertThat(post(CHOICES, "{\"id\":\"" + "x".repeat(10_000_000) + "\"}").statusCode()).isEqualTo(413);
        assertThat(send(request(CHOICES, "Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello")).build()).statusCode()).isEqualTo(415);
        assertThat(send(request(CHOICES).DELETE().build()).statusCode()).isEqualTo(405);
    }

    @Test
    void whatIsNotPlainUtf8IsRefusedBeforeItIsRead() {
        String choice = JSON.writeValueAsString(choice(true, false, false));
        assertThat(sent(choice.getBytes(StandardCharsets.ISO_8859_1), "application/json; charset=iso-8859-1"))
                .isEqualTo(415);
        assertThat(sent(choice.getBytes(StandardCharsets.UTF_8), "application/json", "Content-Encoding", "gzip"))
                .isEqualTo(415);
        assertThat(sent(choice.getBytes(StandardCharsets.UTF_16LE), "application/json")).isEqualTo(400);
        byte[] overlong = choice.replace("banner", "b!nner").getBytes(StandardCharsets.ISO_8859_1);
        overlong[choice.indexOf("banner") + 1] = (byte) 0xc1;
        assertThat(sent(overlong, "application/json")).isEqualTo(400);
        assertThat(sent(choice.getBytes(StandardCharsets.UTF_8), "application/json; charset=\"UTF-8\"")).isEqualTo(201);
    }

    /** An answer's cookies, but for the time that is left to them: a second later it is a second less. */
    private static List<String> kept(HttpResponse<String> answer) {
        return setCookies(answer).stream().map(cookie -> cookie.replaceAll("; (Max-Age|Expires)=[^;]*", "")).toList();
    }

    private int sent(byte[] body, String type, String... fields) {
        HttpRequest.Builder request = request(CHOICES, "Content-Type", type);
        if (fields.length > 0) {
            request.headers(fields);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build()).statusCode();
    }

    private void assertFault(String field, @Nullable Object value, String pointer) {
        Map<String, @Nullable Object> choice = choice(true, false, false);
        choice.put(field, value);
        HttpResponse<String> answer = post(CHOICES, choice);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:imprimatur:problem:invalid-input");
        assertThat(json(answer).get("traceId").asString()).isNotEmpty();
        assertThat(json(answer).get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(setCookies(answer)).isEmpty();
        choice.putAll(choice(true, false, false));
        choice.put("id", UUID.randomUUID().toString());
        assertThat(post(CHOICES, choice).statusCode()).isEqualTo(201);
    }

    private void awaitReceipt(HttpResponse<String> answer) {
        String path = "/api/v1/records/" + json(answer).get("recordId").asString() + "/receipt";
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                .until(() -> get(path).statusCode() == 200);
    }

    private JsonNode mine(HttpResponse<String> answer) {
        return json(get(CHOICES + "/mine", "Cookie", "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor")))
                .get("records");
    }

    private VerifierKey key() {
        return VerifierKey.parse(get("/log/key").body().strip());
    }
}
