package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.Test;

class ChoiceFormTest extends RunningService {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void aChoiceNeedsNoScript() {
        HttpResponse<String> page = get("/choices");
        HttpResponse<String> answer = submit(hidden(page, "id"), hidden(page, "notice"),
                "decision=save&purpose=statistics");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("choices?recorded=");
        HttpResponse<String> confirmation = get("/" + location, "Cookie",
                "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor"));
        assertThat(confirmation.body()).contains("Your choice has been recorded", "Statistics: allowed",
                "Marketing: refused", "\"choices/receipts/");
    }

    @Test
    void withoutScriptTheSettingsLeadBackToThePageOfTheSiteThatLedToThem() {
        String site = at("").toString();
        for (var led : Map.of(site + "/cases/a-case?page=2", "/cases/a-case?page=2", site + "/consent/choices", "/",
                site, "/", "https://elsewhere.example/story", "/", site + "//elsewhere.example", "/",
                "no address", "/", site + ".elsewhere.example/story", "/").entrySet()) {
            assertThat(hidden(get("/choices", "Referer", led.getKey()), "back")).as(led.getKey())
                    .isEqualTo(led.getValue());
        }
        assertThat(hidden(get("/choices?back=%2Fsaid", "Referer", site + "/story"), "back")).isEqualTo("/said");
    }

    @Test
    void everyLanguageListsThingsWithItsOwnMarks() {
        for (var written : Map.of("zh", "：.+、", "ar", ": .+، ", "fr", "\u00a0: .+, ", "de", ": .+, ").entrySet()) {
            HttpResponse<String> page = get("/choices?lang=" + written.getKey());
            HttpResponse<String> answer = send(request("/choices", "Content-Type", FORM, "Sec-Fetch-Site",
                    "same-origin").POST(
                            HttpRequest.BodyPublishers.ofString(form(hidden(page, "id"),
                                    hidden(page, "notice"), written.getKey(), "decision=reject")))
                    .build());
            String visitor = "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor");
            String history = get("/choices?lang=" + written.getKey(), "Cookie", visitor).body();
            assertThat(history).as(written.getKey()).containsPattern("<p>[^<]+" + written.getValue() + "[^<]+<span");
        }
    }

    @Test
    void theFormSentTwiceIsOneChoice() {
        HttpResponse<String> page = get("/choices");
        HttpResponse<String> once = submit(hidden(page, "id"), hidden(page, "notice"), "decision=accept");
        HttpResponse<String> twice = submit(hidden(page, "id"), hidden(page, "notice"), "decision=accept");
        assertThat(twice.headers().firstValue("Location")).isEqualTo(once.headers().firstValue("Location"))
                .isPresent();
    }

    @Test
    void nothingFromTheAddressGetsIntoThePageAsMarkup() {
        String attack = URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8);
        HttpResponse<String> page = get("/choices?recorded=" + attack + "&lang=" + attack, "Cookie",
                "imprimatur_visitor=<script>alert(1)</script>");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("alert", "<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'sha256-");
    }

    @Test
    void aBadFormIsAnsweredWithAPageThatItsSenderCanReadAndChangesNothing() {
        HttpResponse<String> page = get("/choices");
        String notice = hidden(page, "notice");
        String id = UUID.randomUUID().toString();
        for (HttpResponse<String> refused : List.of(submit(id, notice, "purpose=statistics"),
                submit(id, notice, "decision=perhaps"), submit(id, notice, "decision=save&purpose=wealth"),
                submit("no-id", notice, "decision=accept"), submit(id, "sha256:nothing", "decision=accept"))) {
            assertPage(refused, 422, "Your choice was not recorded", "Nothing has changed", "choices?lang=en");
        }
        assertThat(submit(id, notice, "decision=reject").statusCode()).isEqualTo(303);
        assertPage(submit(id, notice, "decision=accept"), 409, "This form had been sent before");
    }

    @Test
    void aFormOfAnotherSiteIsRefusedWithAPage() {
        HttpResponse<String> page = get("/choices");
        String form = form(hidden(page, "id"), hidden(page, "notice"), "en", "decision=accept");
        assertPage(send(request("/choices", "Content-Type", FORM, "Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build()), 403, "a page of another website");
    }

    @Test
    void aFormThatCannotBeReadIsRefusedWithAPage() {
        assertPage(send(request("/choices", "Content-Type", FORM, "Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString("id=%zz&decision=accept")).build()), 400,
                "Your choice was not recorded");
    }

    @Test
    void theFailureIsToldInTheLanguageOfTheForm() {
        for (var said : Map.of("de", "nicht festgehalten", "fr", "n’a pas été enregistré", "zh", "未被记录", "en",
                "not recorded").entrySet()) {
            HttpResponse<String> refused = send(request("/choices", "Content-Type", FORM, "Sec-Fetch-Site",
                    "same-origin").POST(
                            HttpRequest.BodyPublishers.ofString(
                                    form(UUID.randomUUID().toString(), "none", said.getKey(), "decision=accept")))
                    .build());
            assertPage(refused, 422, said.getValue(), "<html lang=\"" + said.getKey() + "\" dir=\"ltr\">");
        }
    }

    private static void assertPage(HttpResponse<String> answer, int status, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(answer.body()).contains(words).doesNotContain("{\"", "traceId", "<script");
        assertThat(setCookies(answer)).isEmpty();
    }

    private HttpResponse<String> submit(String id, String notice, String rest) {
        return send(request("/choices", "Content-Type", FORM, "Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form(id, notice, "en", rest))).build());
    }

    private static String form(String id, String notice, String language, String rest) {
        return "id=" + id + "&notice=" + URLEncoder.encode(notice, StandardCharsets.UTF_8) + "&language=" + language
                + "&" + rest;
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }
}
