package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A choice holds in every tab, from when it is made. */
class TabsTest extends VisitedSite {
    @Test
    void aWithdrawalReachesEveryOtherTab() {
        BrowserContext visitor = visitor();
        Page first = open(visitor, "/story");
        press(first, "Accept all");
        settled(first);
        Page second = open(visitor, "/other");
        second.evaluate("document.addEventListener('consentchange', event => window.heard = event.detail.allowed)");
        openSettings(first);
        press(first, "Reject all");
        awaitAllowed(second, "statistics", false);
        second.waitForFunction("() => window.heard && window.heard.join() === 'necessary'");
        settled(first);
        assertThat(history(visitor).getFirst()).isEqualTo("settings withdrawn");
    }

    @Test
    void aBannerLeftOpenInAnotherTabClosesAndWithdrawsNothing() {
        BrowserContext visitor = visitor();
        Page stale = open(visitor, "/story");
        panel(stale).waitFor();
        Page page = open(visitor, "/other");
        press(page, "Accept all");
        settled(page);
        gone(stale);
        assertThat(allows(stale, "marketing")).isTrue();
        assertThat(history(visitor)).hasSize(1);
    }

    @Test
    void settingsLeftOpenInAnotherTabGrantNothingAgain() {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Accept all");
        Page stale = open(visitor, "/other");
        openSettings(stale);
        assertThat(panel(stale).locator("input:checked").count()).isEqualTo(3);
        openSettings(page);
        press(page, "Reject all");
        gone(stale);
        openSettings(stale);
        assertThat(panel(stale).locator("input:checked").count()).isZero();
    }

    @Test
    void aPageBroughtBackByTheBackButtonOrSeenAgainReadsTheChoiceAnew() {
        for (String comingBack : List.of("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
                "document.dispatchEvent(new Event('visibilitychange'))")) {
            BrowserContext visitor = visitor();
            Page page = answered(visitor, "Accept all");
            page.evaluate("document.addEventListener('consentchange', event => window.heard = event.detail.allowed)");
            // As the settings page without script changes it: no tab hears of that.
            visitor.addCookies(List.of(new com.microsoft.playwright.options.Cookie("imprimatur_choice", "2:necessary")
                    .setUrl(host.at("/"))));
            assertThat(allows(page, "statistics")).isFalse();
            page.evaluate(comingBack);
            page.waitForFunction("() => window.heard && window.heard.join() === 'necessary'");
        }
    }

    @Test
    void twoTabsAtOnceAreOneVisitorAndTheLastTapWins() {
        BrowserContext visitor = visitor();
        List<Route> held = hold(visitor);
        Page first = open(visitor, "/story");
        Page second = open(visitor, "/other");
        panel(second).waitFor();
        press(first, "Accept all");
        first.waitForCondition(() -> held.size() == 1);
        press(second, "Reject all");
        gone(second);
        assertThat(allows(first, "statistics")).isFalse();
        visitor.unroute(SEND);
        held.getFirst().resume();
        settled(first);
        gone(first);
        assertThat(history(visitor)).containsExactly("banner withdrawn",
                "banner given marketing preferences statistics");
        assertThat(allows(first, "statistics")).isFalse();
        assertThat(allows(second, "statistics")).isFalse();
    }

    static List<Route> hold(BrowserContext visitor) {
        List<Route> held = new ArrayList<>();
        visitor.route(SEND, held::add);
        return held;
    }
}
