package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.Test;

class ChoiceFormTest extends RunningService {
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
                "Marketing: refused", "/receipt\">");
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
    void aFormWithoutADecisionChangesNothing() {
        HttpResponse<String> page = get("/choices");
        assertThat(submit(hidden(page, "id"), hidden(page, "notice"), "purpose=statistics").statusCode())
                .isEqualTo(422);
        assertThat(submit(UUID.randomUUID().toString(), hidden(page, "notice"), "decision=save&purpose=wealth")
                .statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> submit(String id, String notice, String rest) {
        String form = "id=" + id + "&notice=" + URLEncoder.encode(notice, StandardCharsets.UTF_8) + "&language=en&"
                + rest;
        return send(request("/choices", "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site",
                "same-origin").POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }
}
