package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The panel in every language, on every screen: nothing is cut, nothing outweighs anything. */
class LayoutTest extends VisitedSite {
    /** What is wrong with the panel; empty where nothing is. */
    private static final String FAULTS = """
            wholly => {
              const panel = document.querySelector('body > div[lang]').shadowRoot.querySelector('section');
              const faults = [];
              const buttons = [...panel.querySelectorAll('.buttons button')];
              const boxes = buttons.map(button => button.getBoundingClientRect());
              const same = what => boxes.every(box => Math.abs(box[what] - boxes[0][what]) < 1);
              if (!same('width') || !same('height')) faults.push('sizes differ');
              if (!same('top') && !same('left')) faults.push('neither a row nor a stack');
              for (const one of [...buttons, panel.querySelector('.close')]) {
                if (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1)
                  faults.push('cut: ' + one.textContent);
                const box = one.getBoundingClientRect();
                if (box.height < 44 || box.width < 44) faults.push('small: ' + one.textContent);
                if (wholly && (box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth))
                  faults.push('outside: ' + one.textContent);
              }
              if (panel.scrollWidth > panel.clientWidth) faults.push('the panel is too wide');
              if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is too wide');
              if (wholly && panel.scrollHeight > panel.clientHeight + 1) faults.push('buttons scroll');
              const title = document.querySelector('h1').getBoundingClientRect();
              if (wholly && title.bottom > panel.getBoundingClientRect().top) faults.push('over the headline');
              return faults;
            }""";

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar"})
    void everyButtonIsWholeEquallyLargeAndInSight(String language) {
        for (List<Integer> size : List.of(List.of(320, 568), List.of(320, 640), List.of(360, 640), List.of(390, 844),
                List.of(844, 390), List.of(1280, 800), List.of(320, 256))) {
            boolean wholly = size.getLast() > 300;
            BrowserContext visitor = visitor(options -> options.setLocale(language).setViewportSize(size.getFirst(),
                    size.getLast()));
            Page page = open(visitor, "/story");
            panel(page).waitFor();
            assertThat(page.evaluate(FAULTS, wholly)).as(language + " " + size).isEqualTo(List.of());
            String direction = (String) page.evaluate("getComputedStyle(document.querySelector('body > div[lang]')"
                    + ".shadowRoot.querySelector('section')).direction");
            assertThat(direction).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
            visitor.close();
        }
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar"})
    void atTwiceTheTextSizeNothingIsCut(String language) {
        for (List<Integer> size : List.of(List.of(320, 568), List.of(320, 640), List.of(360, 640), List.of(390, 844),
                List.of(1280, 800))) {
            BrowserContext visitor = visitor(options -> options.setLocale(language).setViewportSize(size.getFirst(),
                    size.getLast()));
            Page page = visitor.newPage();
            JsonObject sizes = new JsonObject();
            sizes.addProperty("standard", 32);
            JsonObject parameters = new JsonObject();
            parameters.add("fontSizes", sizes);
            visitor.newCDPSession(page).send("Page.setFontSizes", parameters);
            page.navigate(host.at("/story"));
            panel(page).waitFor();
            assertThat(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")).isEqualTo(32);
            // The longest words need more than the smallest of these screens has; there the panel scrolls as a whole.
            boolean wholly = size.getLast() > 568;
            assertThat(faultsButTheHeadline(page, wholly)).as(language + " " + size).isEmpty();
            visitor.close();
        }
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar"})
    void theSecondLayerKeepsItsButtonsInSight(String language) {
        for (List<Integer> size : List.of(List.of(320, 568), List.of(320, 640), List.of(360, 640))) {
            BrowserContext visitor = visitor(options -> options.setLocale(language).setViewportSize(size.getFirst(),
                    size.getLast()));
            Page page = open(visitor, "/story");
            panel(page).locator(".buttons button").nth(2).click();
            assertThat(faultsButTheHeadline(page, true)).as(language + " " + size).isEmpty();
            visitor.close();
        }
    }

    @Test
    void theFirstQuestionScrollsRatherThanCoverALongHeadline() {
        host.put("/long", page("", "").replace("A story about patents",
                "A story about patents, about everybody who had to wait for them, and about those who never did get one"));
        for (String language : List.of("de", "pl")) {
            Page page = open(visitor(options -> options.setLocale(language).setViewportSize(320, 568)), "/long");
            panel(page).waitFor();
            assertThat(page.evaluate(FAULTS, true)).as(language).isEqualTo(List.of());
            assertThat(scrolls(page)).isTrue();
            // Whoever opens the choices has read the headline, and gets the room.
            panel(page).locator(".buttons button").nth(2).click();
            assertThat(panel(page).boundingBox().height).isGreaterThan(470);
        }
    }

    @Test
    void inGermanASmallPhoneShowsTheWholeFirstQuestion() {
        Page page = open(visitor(options -> options.setLocale("de").setViewportSize(320, 640)), "/story");
        panel(page).waitFor();
        assertThat(scrolls(page)).isFalse();
    }

    private static boolean scrolls(Page page) {
        return (Boolean) panel(page).locator(".text").evaluate("text => text.scrollHeight > text.clientHeight + 1");
    }

    /** Where people enlarge the text, or ask for the choices, the panel needs what room there is. */
    private static List<?> faultsButTheHeadline(Page page, boolean wholly) {
        return ((List<?>) page.evaluate(FAULTS, wholly)).stream().filter(fault -> !fault.equals("over the headline"))
                .toList();
    }

    @Test
    void turningThePhoneMakesAsMuchRoomAsThePanelNeeds() {
        Page page = open(visitor(options -> options.setLocale("de").setViewportSize(390, 844)), "/story");
        panel(page).waitFor();
        page.setViewportSize(844, 390);
        page.waitForFunction("() => parseFloat(document.body.style.paddingBottom) === document.querySelector("
                + "'body > div[lang]').shadowRoot.querySelector('section').offsetHeight");
        assertThat(page.evaluate(FAULTS, true)).isEqualTo(List.of());
    }

    @Test
    void inForcedColoursEveryButtonHasAnOutline() {
        Page page = open(visitor(options -> options.setForcedColors(ForcedColors.ACTIVE)), "/story");
        panel(page).waitFor();
        Object colours = page.evaluate("() => [...document.querySelector('body > div[lang]').shadowRoot"
                + ".querySelectorAll('button')].map(one => getComputedStyle(one).borderTopColor + ' '"
                + " + getComputedStyle(one).borderTopWidth)");
        assertThat((List<?>) colours).allMatch(
                colour -> colour.toString().endsWith(" 2px") && !colour.toString().startsWith("rgba(0, 0, 0, 0)"));
    }

    @Test
    void nothingOnThePageMovesWhenThePanelComesAndGoes() {
        BrowserContext visitor = visitor(options -> options.setViewportSize(390, 844));
        visitor.addInitScript("window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach("
                + "entry => window.shifts += entry.value)).observe({type: 'layout-shift', buffered: true})");
        Page page = answered(visitor, "Reject all");
        assertThat(((Number) page.evaluate("window.shifts")).doubleValue()).isZero();
    }

    @Test
    void theBannerSpeaksTheVisitorsLanguageAndSaysWhichItIs() {
        Map.of("de-AT", "Alle ablehnen", "pt-BR", "Rejeitar todos", "zh-CN", "全部拒绝").forEach((locale, words) -> {
            Page page = open(visitor(options -> options.setLocale(locale)), "/story");
            assertText(panel(page), words);
            assertThat(page.locator("body > div[lang]").getAttribute("lang")).isEqualTo(locale.substring(0, 2));
        });
    }
}
