package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Global Privacy Control, as a header field and as the property that pages see. */
class PrivacyControlTest extends VisitedSite {
    @Test
    void theSignalKeepsMarketingOffWhateverAcceptsAll() {
        BrowserContext visitor = visitor();
        switchOnPrivacyControl(visitor);
        Page page = open(visitor, "/story");
        assertText(panel(page), "Your browser sends Global Privacy Control.");
        press(page, "Accept all");
        settled(page);
        assertThat(history(visitor)).containsExactly("banner given preferences statistics");
        assertThat(records(visitor).getFirst().get("gpc").asBoolean()).isTrue();
        assertThat(allows(page, "marketing")).isFalse();
    }

    @Test
    void thePropertyAloneCountsAsWell() {
        BrowserContext visitor = visitor();
        showPrivacyControl(visitor);
        answered(visitor, "Accept all");
        assertThat(records(visitor).getFirst().get("gpc").asBoolean()).isTrue();
        assertThat(history(visitor)).containsExactly("banner given preferences statistics");
    }

    @Test
    void switchedOnAfterAConsentItEndsMarketingAtOnceAndIsRecordedOnce() {
        BrowserContext visitor = visitor();
        Page page = answered(visitor, "Accept all");
        switchOnPrivacyControl(visitor);
        page.reload();
        assertThat(allows(page, "marketing")).isFalse();
        assertThat(allows(page, "statistics")).isTrue();
        settled(page);
        page.navigate(host.at("/other"));
        page.reload();
        assertThat(history(visitor)).containsExactly("gpc given preferences statistics",
                "banner given marketing preferences statistics");
        assertThat(records(visitor).getFirst().get("validUntil"))
                .isEqualTo(records(visitor).getLast().get("validUntil"));
        assertThat(panel(page).count()).isZero();
    }

    @Test
    void aLaterExplicitChoiceForMarketingWinsAndIsRecordedAsSuch() {
        BrowserContext visitor = visitor();
        switchOnPrivacyControl(visitor);
        Page page = answered(visitor, "Reject all");
        openSettings(page);
        assertThat(panel(page).locator("input:checked").count()).isZero();
        panel(page).locator("input[name=marketing]").check();
        press(page, "Save choice");
        gone(page);
        settled(page);
        page.reload();
        assertThat(allows(page, "marketing")).isTrue();
        assertThat(history(visitor)).containsExactly("settings given marketing", "banner refused");
        assertThat(records(visitor).getFirst().get("gpc").asBoolean()).isTrue();
    }

    @Test
    void withoutScriptItIsRecordedOnceAndOnlyATickedBoxWinsOverIt() {
        BrowserContext visitor = visitor(options -> options.setJavaScriptEnabled(false));
        Page page = open(visitor, "/consent/choices");
        push(page, "Accept all");
        assertThat(history(visitor)).containsExactly("settings given marketing preferences statistics");
        visitor.setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
        page.navigate(host.at("/consent/choices"));
        assertText(page.locator(".history li").first(), "Marketing: refused");
        assertThat(page.locator(".history li").count()).isEqualTo(2);
        page.reload();
        assertThat(history(visitor)).containsExactly("gpc given preferences statistics",
                "settings given marketing preferences statistics");
        assertThat(choice(visitor)).endsWith(":necessary.preferences.statistics:gpc");
        assertThat(records(visitor).getFirst().get("validUntil"))
                .isEqualTo(records(visitor).getLast().get("validUntil"));
        push(page, "Accept all");
        assertThat(choice(visitor)).endsWith(":necessary.preferences.statistics:gpc");
        page.getByLabel("Marketing").check();
        push(page, "Save choice");
        page.navigate(host.at("/consent/choices"));
        assertThat(history(visitor)).startsWith("settings given marketing preferences statistics").hasSize(4);
        assertThat(choice(visitor)).contains("marketing");
    }

    @Test
    void withoutScriptAFirstChoiceOfEverythingLeavesMarketingOff() {
        BrowserContext visitor = visitor(options -> options.setJavaScriptEnabled(false));
        visitor.setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
        Page page = open(visitor, "/consent/choices");
        assertText(page.locator(".signal"), "Marketing stays off unless you tick it yourself.");
        assertThat(cookies(visitor)).isEmpty();
        push(page, "Accept all");
        page.navigate(host.at("/consent/choices"));
        assertThat(history(visitor)).containsExactly("settings given preferences statistics");
        assertThat(records(visitor).getFirst().get("gpc").asBoolean()).isTrue();
    }

    private static String choice(BrowserContext visitor) {
        return visitor.cookies().stream().filter(cookie -> cookie.name.equals("imprimatur_choice")).findFirst()
                .orElseThrow().value;
    }

    @Test
    void beforeAChoiceTheSignalStoresNothing() {
        BrowserContext visitor = visitor();
        switchOnPrivacyControl(visitor);
        Page page = open(visitor, "/story");
        panel(page).waitFor();
        assertThat(cookies(visitor)).isEmpty();
        assertThat(allows(page, "marketing")).isFalse();
    }
}
