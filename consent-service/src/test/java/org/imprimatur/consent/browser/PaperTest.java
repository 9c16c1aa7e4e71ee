package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor is given to keep, and what is said where a form came to nothing. */
class PaperTest extends VisitedSite {
    private static final String OF_THE_PAGE = "getComputedStyle(document.body).";

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar"})
    void aReceiptFitsEveryScreenAndPassesAxe(String language) {
        for (int width : List.of(320, 390, 1280)) {
            Page page = receipt(visitor(options -> options.setLocale(language).setViewportSize(width, 800)
                    .setColorScheme(width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT)), language);
            fitsAndPassesAxe(page);
            assertThat(page.locator(".answers dt").count()).isEqualTo(4);
        }
    }

    @Test
    void aReceiptIsPrintedInBlackOnWhiteWithItsProofAndWithoutLinksToFollow() {
        Page page = receipt(visitor(options -> options.setColorScheme(ColorScheme.DARK)), "en");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.evaluate(OF_THE_PAGE + "backgroundColor")).isEqualTo("rgb(255, 255, 255)");
        assertThat(page.evaluate(OF_THE_PAGE + "color")).isEqualTo("rgb(0, 0, 0)");
        assertThat(page.locator("pre").isVisible()).isTrue();
        assertThat(page.locator("a:visible").count()).isZero();
    }

    @Test
    void theFilesOfAReceiptAreLinkedFromIt() {
        BrowserContext visitor = visitor();
        Page page = receipt(visitor, "en");
        for (Object address : (List<?>) page
                .evaluate("[...document.querySelectorAll('.files a')].map(one => one.href)")) {
            assertThat(visitor.request().get(address.toString()).status()).as(address.toString()).isEqualTo(200);
        }
        page.locator("a.back").click();
        assertText(page.locator("h1"), "Cookie settings");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar"})
    void whatCameToNothingIsSaidOnAPageThatFitsEveryScreenAndPassesAxe(String language) {
        for (int width : List.of(320, 1280)) {
            Page page = open(visitor(options -> options.setLocale(language).setViewportSize(width, 800)
                    .setColorScheme(width == 320 ? ColorScheme.DARK : ColorScheme.LIGHT)), "/consent/choices");
            page.evaluate("document.querySelector('[name=notice]').value = 'none'");
            page.locator("button[value=reject]").click();
            page.locator("[role=alert]").waitFor();
            fitsAndPassesAxe(page);
        }
    }

    private static void fitsAndPassesAxe(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    /** The receipt of a choice made just now, with its proof. */
    private Page receipt(BrowserContext visitor, String language) {
        Page page = open(visitor, "/story");
        panel(page).locator(".buttons button").nth(1).click();
        gone(page);
        settled(page);
        String address = host.at("/consent/choices/receipts/"
                + records(visitor).getFirst().get("recordId").asString() + "?lang=" + language);
        await().until(() -> visitor.request().get(address).text().contains("c2sp.org/tlog-proof@v1"));
        page.navigate(address);
        return page;
    }
}
