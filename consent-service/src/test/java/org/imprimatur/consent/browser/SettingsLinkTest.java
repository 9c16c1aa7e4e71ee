package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** The way back to one's choice is on every page, and always open. */
class SettingsLinkTest extends VisitedSite {
    private static final String FORM = "**/consent/choices?lang=en&back=%2Fstory";

    private Page decided(BrowserContext visitor) {
        Page page = answered(visitor, "Accept all");
        return page;
    }

    @Test
    void withdrawingTakesNoMoreStepsThanGiving() {
        BrowserContext visitor = visitor();
        Page page = decided(visitor);
        openSettings(page);
        press(page, "Reject all");
        settled(page);
        assertThat(history(visitor).getFirst()).isEqualTo("settings withdrawn");
    }

    @Test
    void closingTheSettingsChangesNothingSaysSoAndGivesTheFocusBack() {
        BrowserContext visitor = visitor();
        Page page = decided(visitor);
        openSettings(page);
        assertText(panel(page), "Closing changes nothing.");
        panel(page).locator("input[name=statistics]").uncheck();
        press(page, "Close without changing anything");
        gone(page);
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Cookie settings");
        assertThat(allows(page, "statistics")).isTrue();
        openSettings(page);
        page.keyboard().press("Escape");
        gone(page);
        assertThat(history(visitor)).hasSize(1);
        assertThat(page.evaluate("document.body.style.paddingBottom")).isEqualTo("");
    }

    @Test
    void whereAnotherProgramHidesThePanelTheLinkIsFollowedAndNoRoomIsLeft() {
        for (String hiding : new String[]{"body > div[lang] { display: none !important }",
            "body > div[lang] { visibility: hidden !important }", "body > div[lang] { opacity: 0 !important }",
            "body > div[lang] { pointer-events: none !important }"}) {
            host.put("/blocker.css", hiding);
            host.put("/story", page("<link rel=\"stylesheet\" href=\"/blocker.css\">", ""));
            Page page = open(visitor(), "/story");
            page.waitForFunction("() => window.imprimatur");
            assertThat(page.evaluate("document.body.style.paddingBottom")).as(hiding).isEqualTo("");
            openSettings(page);
            page.waitForURL(FORM);
        }
    }

    @Test
    void wherePanelsAreRemovedOrOlderBrowsersMakeNoneTheLinkIsFollowed() {
        BrowserContext older = visitor();
        older.addInitScript("CSSStyleSheet = function () { throw new TypeError('Illegal constructor') }");
        Page page = open(older, "/story");
        page.waitForFunction("() => window.imprimatur");
        openSettings(page);
        page.waitForURL(FORM);
        BrowserContext blocking = visitor();
        blocking.addInitScript("new MutationObserver(() => document.querySelector('body > div[lang]')?.remove())"
                + ".observe(document, {childList: true, subtree: true})");
        Page bare = open(blocking, "/story");
        bare.waitForFunction("() => window.imprimatur && !document.body.style.paddingBottom");
        assertThat(panel(bare).count()).isZero();
    }

    @Test
    void whereTheScriptIsBlockedTheLinkLeadsToTheFormThatNeedsNone() {
        BrowserContext visitor = visitor();
        visitor.route("**/consent/banner.js", Route::abort);
        Page page = open(visitor, "/story");
        openSettings(page);
        page.waitForURL("**/consent/choices");
        assertText(page.locator("h1"), "Cookie settings");
    }
}
