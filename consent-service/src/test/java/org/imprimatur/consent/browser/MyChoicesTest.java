package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings page: one's own choices to see, change, take back, check and have erased. */
class MyChoicesTest extends VisitedSite {
    @Test
    void everythingButTheCheckWorksWithoutScriptAndLeadsBackToTheArticle() {
        BrowserContext visitor = visitor(options -> options.setJavaScriptEnabled(false));
        Page page = open(visitor, "/consent/choices?back=%2Fstory");
        page.getByLabel("Statistics").check();
        push(page, "Save choice");
        assertText(page.getByRole(AriaRole.STATUS).first(), "Your choice has been recorded.");
        assertText(page.locator(".history li"), "Statistics: allowed");
        assertThat(page.getByLabel("Statistics").isChecked()).isTrue();
        assertThat(page.locator("#check").isVisible()).isFalse();
        push(page, "Reject all");
        assertThat(history(visitor)).containsExactly("settings withdrawn", "settings given statistics");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Deutsch")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Zurück zur Website")).click();
        assertThat(page.url()).isEqualTo(host.at("/story"));
    }

    @Test
    void theBannersLinkTakesTheLanguageAndTheArticleAlong() {
        Page page = open(visitor(options -> options.setLocale("fr")), "/story");
        panel(page).getByRole(AriaRole.LINK).click();
        assertText(page.locator("h1"), "Réglages des cookies");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Retour au site")).click();
        assertThat(page.url()).isEqualTo(host.at("/story"));
    }

    @Test
    void theWayBackLeadsToNoOtherSite() {
        for (String back : List.of("//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example",
                "javascript:alert(1)", "/%22onclick=x", "/a b")) {
            Page page = open(visitor(), "/consent/choices?back=" + URLEncoder.encode(back,
                    StandardCharsets.UTF_8));
            String href = page.locator("a.back").getAttribute("href");
            assertThat(href).as(back).isIn("/", "/%22onclick=x");
        }
    }

    @Test
    void receiptsAreCheckedInThePageAndAChangedRecordIsFoundOut() {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Accept all");
        String mine = "/consent/api/v1/choices/mine";
        await().until(() -> visitor.request().get(host.at(mine)).text().contains("tlog-proof"));
        page.navigate(host.at("/consent/choices"));
        push(page, "Check your receipts in this browser");
        assertText(page.locator("#outcome"), "in the public log, unchanged.");
        assertText(page.locator(".history .outcome"), "Genuine");
        visitor.route("**" + mine, route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json")
                .setBody(visitor.request().get(host.at(mine)).text().replace("\"marketing\":true",
                        "\"marketing\":false"))));
        push(page, "Check your receipts in this browser");
        assertText(page.locator("#outcome"), "Does not fit the log.");
        visitor.unroute("**" + mine);
        visitor.route("**/consent/log/key", route -> route.fulfill(new Route.FulfillOptions().setContentType(
                "text/plain")
                .setBody("imprimatur.local/consent+c5ec0262+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea\n")));
        push(page, "Check your receipts in this browser");
        assertText(page.locator("#outcome"), "Does not fit the log.");
        visitor.route("**" + mine, Route::abort);
        push(page, "Check your receipts in this browser");
        assertText(page.locator("#outcome"), "could not be made");
    }

    @Test
    void aRequestForErasureGoesOnTheListOnce() {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Accept all");
        page.navigate(host.at("/consent/choices?back=%2Fstory"));
        push(page, "Ask for erasure");
        assertText(page.getByRole(AriaRole.STATUS).last(), "Your request for erasure is on the list.");
        assertThat(page.locator("a.back").getAttribute("href")).isEqualTo("/story");
        assertThat(page.getByText("Ask for erasure").count()).isZero();
        page.reload();
        assertText(page.getByRole(AriaRole.STATUS).last(), "on the list");
        assertThat(history(visitor)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/consent/choices", "/consent/api/v1/choices/mine"})
    void whereEverythingWasErasedTheCookiesGoAsSoonAsTheVisitorLooks(String address) {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Accept all");
        String subject = records(visitor).getFirst().get("subject").asString();
        assertThat(cookies(visitor)).isNotEmpty();
        post("/api/v1/erasures", Map.of("subject", subject, "reason", "a test"), as("carl", "compliance"));
        page.navigate(host.at(address));
        assertThat(cookies(visitor)).isEmpty();
        page.navigate(host.at("/story"));
        panel(page).waitFor();
    }

    @Test
    void anotherSiteCannotAskForErasure() {
        var answer = send(request("/choices/erasure", "Content-Type", "application/x-www-form-urlencoded",
                "Sec-Fetch-Site", "cross-site").POST(HttpRequest.BodyPublishers.ofString("language=de"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("nicht bestätigt", "einer anderen Website");
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar"})
    void thePageFitsEveryScreenInEveryLanguageAndPassesAxe(String language) {
        for (int width : List.of(320, 390, 1280)) {
            BrowserContext visitor = visitor(options -> options.setLocale(language).setViewportSize(width, 800)
                    .setColorScheme(width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT));
            Page page = open(visitor, "/consent/choices");
            page.locator("button[value=reject]").click();
            page.locator(".history").waitFor();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
            Object sizes = page.evaluate("[...document.querySelectorAll('.buttons button')].map(one =>"
                    + " [one.offsetWidth, one.offsetHeight, one.scrollWidth > one.clientWidth].join()).filter("
                    + "(one, place, all) => all.indexOf(one) === place)");
            assertThat((List<?>) sizes).as(language + " " + width).hasSize(1);
            assertThat(sizes.toString()).contains("false");
            assertThat(page.evaluate("document.documentElement.dir")).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
            if (width != 390 || language.equals("en")) {
                assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
            }
        }
    }

    @Test
    void whoHasNotChosenHasNothingToHaveErased() {
        Page page = open(visitor(), "/consent/choices");
        assertThat(page.locator(".history").count()).isZero();
        assertText(page.locator("main"), "You have not chosen yet");
        assertThat(page.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("erasure")).count())
                .isZero();
    }
}
