package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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
import org.imprimatur.tlog.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChoiceTest extends RunningService {
    private static final String CHOICES = "/api/v1/choices";

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
        assertThat(cookie(withoutCookie, "imprimatur_visitor")).isEmpty();
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
    void refusingLaterIsAWithdrawalAndTheHistoryShowsBoth() {
        HttpResponse<String> given = post(CHOICES, choice(false, false, true));
        String visitor = "imprimatur_visitor=" + cookie(given, "imprimatur_visitor");
        HttpResponse<String> withdrawn = post(CHOICES, choice(false, false, false), "Cookie", visitor);
        assertThat(json(withdrawn).get("state").asString()).isEqualTo("withdrawn");
        assertThat(cookie(withdrawn, "imprimatur_choice")).isEqualTo("1:necessary");
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
    void aCookieIsSetByAChoiceAndByNothingElse() {
        for (String path : List.of("/banner.js", "/choices", "/api/v1/notice", CHOICES + "/mine",
                "/.well-known/gpc.json", "/log/key")) {
            assertThat(setCookies(get(path))).as(path).isEmpty();
        }
        HttpResponse<String> answer = post(CHOICES, choice(false, false, false));
        assertThat(setCookies(answer)).anySatisfy(cookie -> assertThat(cookie)
                .matches("imprimatur_visitor=[A-Za-z0-9_-]{22};.*").contains("HttpOnly", "SameSite=Lax", "Path=/",
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
        assertThat(post(CHOICES, "{\"id\":\"" + "x".repeat(10_000_000) + "\"}").statusCode()).isEqualTo(413);
        assertThat(send(request(CHOICES, "Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello")).build()).statusCode()).isEqualTo(415);
        assertThat(send(request(CHOICES).DELETE().build()).statusCode()).isEqualTo(405);
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
