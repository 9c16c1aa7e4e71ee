package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is marked with a purpose waits until that is allowed, and stops when it no longer is. */
class GateTest extends VisitedSite {
    private static final String MARKED = """
            <script type="text/plain" data-consent="statistics" data-src="/count.js"></script>
            <iframe data-consent="marketing" data-src="/frame" title="An advertisement"></iframe>
            <img data-consent="preferences" data-src="/picture.svg" alt="A picture">
            """;

    @BeforeEach
    void markSomething() {
        host.put("/story", page("", MARKED));
        host.put("/count.js", "window.counted = (window.counted || 0) + 1;");
        host.put("/frame", "<p>An advertisement</p>");
        host.put("/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    }

    private List<String> marked(BrowserContext visitor) {
        List<String> asked = new ArrayList<>();
        visitor.onRequest(request -> {
            if (request.url().matches(".*(count\\.js|frame|picture\\.svg|late\\.svg)")) {
                asked.add(request.url().substring(host.at("").length()));
            }
        });
        return asked;
    }

    @Test
    void nothingMarkedIsAskedForBeforeItIsAllowed() {
        BrowserContext visitor = visitor();
        List<String> asked = marked(visitor);
        Page page = answered(visitor, "Reject all");
        page.reload();
        page.waitForFunction("() => window.imprimatur");
        assertThat(asked).isEmpty();
        assertThat(page.evaluate("window.counted")).isNull();
    }

    @Test
    void whatIsAllowedIsReleasedAtOnceAndNothingElseIs() {
        BrowserContext visitor = visitor();
        List<String> asked = marked(visitor);
        Page page = open(visitor, "/story");
        press(page, "Choose");
        panel(page).locator("input[name=statistics]").check();
        panel(page).locator("input[name=preferences]").check();
        press(page, "Save choice");
        page.waitForFunction("() => window.counted === 1");
        page.waitForCondition(() -> asked.contains("/picture.svg"));
        assertThat(asked).containsExactlyInAnyOrder("/count.js", "/picture.svg");
        page.reload();
        page.waitForFunction("() => window.counted === 1");
    }

    @Test
    void aWithdrawalEndsFramesAtOnceAndScriptsWithTheirPage() {
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        page.waitForFunction("() => window.counted === 1");
        page.frameLocator("iframe").locator("p").waitFor();
        page.evaluate("window.before = true");
        openSettings(page);
        press(page, "Reject all");
        page.waitForFunction("() => !window.before && window.imprimatur");
        assertThat(page.evaluate("window.counted")).isNull();
        assertThat(page.locator("iframe").getAttribute("src")).isNull();
        settled(page);
        assertThat(history(visitor).getFirst()).isEqualTo("settings withdrawn");
    }

    @Test
    void aFrameIsStoppedWithoutLoadingThePageAnew() {
        host.put("/story", page("", "<iframe data-consent=\"marketing\" data-src=\"/frame\" title=\"Ad\"></iframe>"));
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        page.frameLocator("iframe").locator("p").waitFor();
        page.evaluate("window.before = true");
        openSettings(page);
        press(page, "Reject all");
        page.frameLocator("iframe").locator("p").waitFor(
                new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(page.evaluate("window.before")).isEqualTo(true);
    }

    @Test
    void whatComesLaterIsHeldAsWell() {
        BrowserContext visitor = visitor();
        List<String> asked = marked(visitor);
        Page page = answered(visitor, "Accept all");
        page.evaluate("() => { const late = document.createElement('img'); late.dataset.consent = 'marketing';"
                + " late.dataset.src = '/late.svg'; document.body.append(late) }");
        page.waitForCondition(() -> asked.contains("/late.svg"));
    }

    @Test
    void googlesTagsAreDeniedBeforeTheyRunAndToldOfAChoice() {
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        panel(page).waitFor();
        assertThat(said(page)).startsWith("consent default denied denied", "consent update denied denied");
        press(page, "Choose");
        panel(page).locator("input[name=statistics]").check();
        press(page, "Save choice");
        gone(page);
        assertThat(said(page)).endsWith("consent update granted denied");
        page.reload();
        page.waitForFunction("() => window.imprimatur");
        assertThat(said(page)).containsExactly("consent default denied denied", "consent update granted denied");
    }

    private static List<String> said(Page page) {
        return page.evaluate("dataLayer.map(([what, how, state]) => [what, how, state.analytics_storage,"
                + " state.ad_user_data].join(' ')).join('\\n')").toString().lines().toList();
    }

    @Test
    void pagesLearnOfEveryChange() {
        host.put("/listen.js", "window.heard = []; document.addEventListener('consentchange',"
                + " event => window.heard.push(String(event.detail.allowed)))");
        host.put("/story", page("<script src=\"/listen.js\"></script>", ""));
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/story");
        press(page, "Accept all");
        gone(page);
        assertThat(page.evaluate("heard")).isEqualTo(List.of("null", "necessary,preferences,statistics,marketing"));
        assertThat(page.evaluate("imprimatur.choice")).isEqualTo(
                List.of("necessary", "preferences", "statistics", "marketing"));
        page.evaluate("imprimatur.choose()");
        panel(page).waitFor();
    }
}
