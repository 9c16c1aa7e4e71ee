package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a visitor meets who has never been here. */
class FirstVisitTest extends VisitedSite {
    @Test
    void nothingIsStoredAndNobodyElseIsAskedBeforeAChoice() {
        BrowserContext visitor = visitor();
        List<String> asked = new ArrayList<>();
        visitor.onRequest(request -> asked.add(request.url().substring(host.at("").length())));
        Page page = open(visitor, "/story");
        panel(page).waitFor();
        page.mouse().wheel(0, 4_000);
        page.navigate(host.at("/other"));
        panel(page).waitFor();
        assertThat(cookies(visitor)).isEmpty();
        assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
        assertThat(asked).isNotEmpty().allMatch(
                path -> List.of("/story", "/other", "/site.css", "/consent/banner.js", "/favicon.ico").contains(path));
        assertThat(records(visitor)).isEmpty();
    }

    @Test
    void theFirstLayerSaysWhoAsksWhatForAndWhatClosingMeans() {
        Page page = open(visitor(), "/story");
        assertThat(panel(page).innerText()).contains("IP Gazette", "preferences", "statistics", "marketing",
                "advertising partners", "Closing means no");
    }

    @Test
    void acceptingIsRecordedAndHoldsOnEveryPageWithoutBeingAskedAgain() {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Accept all");
        assertThat(history(visitor)).containsExactly("banner given marketing preferences statistics");
        page.navigate(host.at("/other"));
        assertThat(allows(page, "marketing")).isTrue();
        assertThat(panel(page).count()).isZero();
        assertThat(cookies(visitor)).containsExactly("imprimatur_choice", "imprimatur_visitor");
    }

    @Test
    void refusingTakesOneTapAndIsNotAskedAgainForHalfAYear() {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Reject all");
        page.reload();
        assertThat(panel(page).count()).isZero();
        assertThat(allows(page, "statistics")).isFalse();
        assertThat(history(visitor)).containsExactly("banner refused");
        double days = (visitor.cookies().getFirst().expires - System.currentTimeMillis() / 1000.0) / 86_400;
        assertThat(days).isBetween(179.0, 180.01);
    }

    @Test
    void closingMeansNoByTheControlAndByTheKey() {
        for (boolean key : List.of(true, false)) {
            BrowserContext visitor = visitor();
            Page page = open(visitor, "/story");
            if (key) {
                panel(page).focus();
                page.keyboard().press("Escape");
            } else {
                press(page, "Close and reject all");
            }
            gone(page);
            settled(page);
            assertThat(history(visitor)).containsExactly("banner refused");
        }
    }

    @Test
    void choosingOnePurposeAllowsThatOneAlone() {
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        press(page, "Choose");
        assertThat(panel(page).locator("input:checked").count()).isZero();
        panel(page).getByText("Statistics", new Locator.GetByTextOptions().setExact(true)).click();
        press(page, "Save choice");
        gone(page);
        settled(page);
        assertThat(history(visitor)).containsExactly("banner given statistics");
    }

    @Test
    void theKeyboardAloneIsEnoughAndWhoReadsWithTheEarsIsTold() {
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        panel(page).waitFor();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            page.keyboard().press("Tab");
            order.add((String) page.evaluate("() => { const e = document.activeElement.shadowRoot?.activeElement;"
                    + " return e && (e.ariaLabel || e.textContent) }"));
        }
        assertThat(order).containsExactly("Close and reject all", "Details, your choices and receipts", "Reject all",
                "Accept all", "Choose");
        page.keyboard().press("Enter");
        page.keyboard().press("Space");
        assertThat(panel(page).locator("input:checked").getAttribute("name")).isEqualTo("preferences");
        panel(page).getByText("Save choice").press("Enter");
        gone(page);
        assertText(page.getByRole(AriaRole.STATUS), "Your choice applies from now on.");
        settled(page);
        assertThat(history(visitor)).containsExactly("banner given preferences");
    }

    @Test
    void theBannerTakesTheFocusFromNobody() {
        Page page = open(visitor(), "/story");
        panel(page).waitFor();
        assertThat(page.evaluate("document.activeElement === document.body")).isEqualTo(true);
    }

    @Test
    void bothLayersPassAxeInLightAndDarkAndOnAPhone() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(320, 1280)) {
                Page page = open(visitor(options -> options.setColorScheme(scheme).setViewportSize(width, 700)),
                        "/story");
                panel(page).waitFor();
                assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
                press(page, "Choose");
                assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
            }
        }
    }

    @Test
    void whereCookiesAreBlockedNobodyIsAskedAndNothingIsRecorded() {
        long before = recordsInAll();
        BrowserContext visitor = visitor();
        visitor.addInitScript("Object.defineProperty(Navigator.prototype, 'cookieEnabled', {get: () => false})");
        Page page = open(visitor, "/story");
        page.waitForFunction("() => window.imprimatur");
        assertThat(panel(page).count()).isZero();
        assertThat(allows(page, "statistics")).isFalse();
        assertThat(allows(page, "necessary")).isTrue();
        // Some browsers take cookies and lose them at once.
        BrowserContext forgetful = visitor();
        forgetful.addInitScript(
                "Object.defineProperty(Document.prototype, 'cookie', {get: () => '', set: () => {}})");
        Page other = open(forgetful, "/story");
        press(other, "Accept all");
        gone(other);
        assertThat(recordsInAll()).isEqualTo(before);
        openSettings(page);
        page.waitForURL("**/consent/choices?**");
    }
}
