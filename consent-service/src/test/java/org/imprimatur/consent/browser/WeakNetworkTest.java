package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a choice comes to where answers are slow, lost or refused. */
class WeakNetworkTest extends VisitedSite {
    @Test
    void aRefusalTappedWhileAConsentIsOnItsWayWins() {
        BrowserContext visitor = visitor();
        List<Route> held = TabsTest.hold(visitor);
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        assertText(panel(page), "Your choice is being recorded");
        assertThat(panel(page).getAttribute("aria-busy")).isEqualTo("true");
        page.waitForCondition(() -> held.size() == 1);
        assertThat(allows(page, "statistics")).isFalse();
        press(page, "Reject all");
        gone(page);
        visitor.unroute(SEND);
        held.getFirst().resume();
        settled(page);
        assertThat(history(visitor)).containsExactly("banner withdrawn",
                "banner given marketing preferences statistics");
        assertThat(allows(page, "statistics")).isFalse();
        page.reload();
        assertThat(allows(page, "statistics")).isFalse();
    }

    @Test
    void aConsentWhoseAnswerIsLostCountsOnceAndForOneVisitor() {
        BrowserContext visitor = visitor();
        loseAnswers(visitor);
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        assertText(panel(page), "It is not known whether your choice was recorded");
        assertThat(allows(page, "statistics")).isFalse();
        visitor.unroute(SEND);
        press(page, "Accept all");
        gone(page);
        settled(page);
        assertThat(history(visitor)).containsExactly("banner given marketing preferences statistics");
        openSettings(page);
        press(page, "Reject all");
        settled(page);
        assertThat(history(visitor)).hasSize(2).first().isEqualTo("settings withdrawn");
    }

    @Test
    void anotherChoiceAfterALostAnswerIsTheSameVisitors() {
        BrowserContext visitor = visitor();
        loseAnswers(visitor);
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        assertText(panel(page), "It is not known");
        visitor.unroute(SEND);
        press(page, "Reject all");
        settled(page);
        assertThat(history(visitor)).containsExactly("banner withdrawn",
                "banner given marketing preferences statistics");
    }

    @Test
    void aWithdrawalWithoutAConnectionOrAServiceHoldsAtOnceAndIsSentLater() {
        for (boolean away : List.of(true, false)) {
            BrowserContext visitor = visitor();
            Page page = answered(visitor, "Accept all");
            visitor.route(SEND, route -> {
                if (away) {
                    route.abort("internetdisconnected");
                } else {
                    route.fulfill(new Route.FulfillOptions().setStatus(503));
                }
            });
            openSettings(page);
            press(page, "Reject all");
            gone(page);
            assertThat(allows(page, "statistics")).isFalse();
            page.navigate(host.at("/other"));
            page.waitForFunction("() => window.imprimatur");
            assertThat(allows(page, "statistics")).isFalse();
            assertThat(panel(page).count()).isZero();
            assertThat(history(visitor)).hasSize(1);
            visitor.unroute(SEND);
            page.evaluate("window.dispatchEvent(new Event('online'))");
            settled(page);
            assertThat(history(visitor)).hasSize(2).first().isEqualTo("settings withdrawn");
        }
    }

    @Test
    void whoRefusesWithoutAConnectionIsNotAskedAgain() {
        BrowserContext visitor = visitor();
        visitor.route(SEND, Route::abort);
        Page page = open(visitor, "/story");
        press(page, "Reject all");
        gone(page);
        page.navigate(host.at("/other"));
        page.waitForFunction("() => window.imprimatur");
        assertThat(panel(page).count()).isZero();
        visitor.unroute(SEND);
        page.reload();
        settled(page);
        assertThat(history(visitor)).containsExactly("banner refused");
    }

    @Test
    void aChangeThatCannotBeRecordedTakesBackWhatItTakesBack() {
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        press(page, "Choose");
        panel(page).locator("input[name=statistics]").check();
        press(page, "Save choice");
        settled(page);
        answerWith(visitor, 500);
        openSettings(page);
        panel(page).locator("input[name=statistics]").uncheck();
        panel(page).locator("input[name=preferences]").check();
        press(page, "Save choice");
        assertText(panel(page), "It is not known whether your choice was recorded");
        assertThat(allows(page, "statistics")).isFalse();
        assertThat(allows(page, "preferences")).isFalse();
        visitor.unroute(SEND);
        page.reload();
        settled(page);
        assertThat(history(visitor)).containsExactly("settings withdrawn", "banner given statistics");
    }

    @Test
    void aConsentIsNotLostWithThePageThatItWasGivenOn() {
        BrowserContext visitor = visitor();
        List<Route> held = TabsTest.hold(visitor);
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        page.waitForCondition(() -> held.size() == 1);
        visitor.unroute(SEND);
        page.navigate(host.at("/other"));
        settled(page);
        awaitAllowed(page, "statistics", true);
        assertThat(panel(page).count()).isZero();
        assertThat(history(visitor)).containsExactly("banner given marketing preferences statistics");
    }

    @Test
    void aRefusedConsentSaysThatNothingWasRecorded() {
        BrowserContext visitor = visitor();
        answerWith(visitor, 429);
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        assertText(panel(page), "Your choice was not stored.");
        assertThat(panel(page).getAttribute("aria-busy")).isEqualTo("false");
        assertThat(allows(page, "statistics")).isFalse();
    }

    /** Lets choices arrive, and keeps their answers and cookies from the visitor. */
    private void loseAnswers(BrowserContext visitor) {
        visitor.route(SEND, route -> {
            visitor.request().fetch(host.at("/consent/api/v1/choices"),
                    com.microsoft.playwright.options.RequestOptions.create().setMethod("POST")
                            .setHeader("Content-Type", "application/json").setData(route.request().postData()));
            visitor.clearCookies(new BrowserContext.ClearCookiesOptions().setName("imprimatur_visitor"));
            visitor.clearCookies(new BrowserContext.ClearCookiesOptions().setName("imprimatur_choice"));
            route.abort();
        });
    }
}
