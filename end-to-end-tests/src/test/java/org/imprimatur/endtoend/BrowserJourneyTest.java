package org.imprimatur.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader of the real site with a real browser: the public port, its policy and its way to the consent service. */
@LocalStackTest
@Timeout(300)
class BrowserJourneyTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target/pictures");

    private final String story;
    private Playwright playwright;
    private Browser browser;

    BrowserJourneyTest(LocalStack stack) {
        Newsroom newsroom = new Newsroom(stack, new Http());
        Map<String, Object> content = new LinkedHashMap<>(Stories.about("Chakrabarty, forty years on"));
        newsroom.awaitPublication(newsroom.publish(content), "LIVE", LIMIT);
        this.story = Stories.address(stack, content);
    }

    @BeforeEach
    void startTheBrowser() {
        Optional<Path> program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium")).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(
                program.isPresent() || "true".equals(System.getenv("IMPRIMATUR_REQUIRE_BROWSER")),
                "No chromium on the PATH");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(program.orElseThrow()).setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @AfterEach
    void stopTheBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    private Page visit(String locale, int width, int height, Consumer<Browser.NewContextOptions> otherwise) {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setLocale(locale)
                .setViewportSize(width, height);
        otherwise.accept(options);
        BrowserContext visitor = browser.newContext(options);
        visitor.setDefaultTimeout(20_000);
        Page page = visitor.newPage();
        page.navigate(story);
        return page;
    }

    private static Locator panel(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    @Test
    void aReaderConsentsChecksTheReceiptWithdrawsAndGoesBackToTheArticle() {
        Page page = visit("en", 390, 844, options -> {});
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        panel(page).waitFor();
        page.screenshot(shot("banner-phone"));
        assertThat(page.context().cookies()).isEmpty();
        press(page, "Accept all");
        assertThat(panel(page)).hasCount(0);
        page.waitForFunction("() => imprimatur.allows('statistics')");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cookie settings")).click();
        panel(page).getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).hasText("Cookie settings");
        page.waitForCondition(() -> {
            press(page, "Check your receipts in this browser");
            assertThat(page.locator("#check")).isEnabled();
            return page.locator("#outcome").innerText().startsWith("Genuine");
        });
        page.screenshot(shot("choices").setFullPage(true));
        press(page, "Reject all");
        assertThat(page.locator(".history li").first()).containsText("withdrawn");
        press(page, "Ask for erasure");
        assertThat(page.getByText("Your request for erasure is on the list.")).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Back to the site")).click();
        page.waitForURL(story);
        assertThat((Boolean) page.evaluate("imprimatur.allows('statistics')")).isFalse();
        assertThat(panel(page)).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    @Tag("long")
    void theBannerIsNeverOverTheHeadlineOnAPhoneAndPassesAxe() {
        for (String locale : List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar")) {
            for (int[] size : new int[][]{{390, 844}, {360, 640}, {320, 640}, {320, 568}}) {
                Page page = visit(locale, size[0], size[1], options -> {});
                panel(page).waitFor();
                assertThat(((Number) page.evaluate("document.querySelector('h1').getBoundingClientRect().bottom"))
                        .doubleValue()).as(locale + " " + size[0])
                        .isLessThanOrEqualTo(panel(page).boundingBox().y);
                if (size[0] == 390) {
                    assertThat(new AxeBuilder(page).include("body > div[lang]").analyze().getViolations()).isEmpty();
                }
                page.context().close();
            }
        }
    }

    @Test
    void thePicturesOfTheDocumentsAreAsTheSiteLooks() {
        record Picture(String name, String locale, int width, int height, ColorScheme scheme) {}
        for (Picture picture : List.of(new Picture("banner-desktop", "en", 1280, 800, ColorScheme.LIGHT),
                new Picture("banner-dark", "en", 1280, 800, ColorScheme.DARK),
                new Picture("banner-german", "de", 320, 640, ColorScheme.LIGHT),
                new Picture("banner-arabic", "ar", 390, 844, ColorScheme.LIGHT))) {
            Page page = visit(picture.locale(), picture.width(), picture.height(),
                    options -> options.setColorScheme(picture.scheme()));
            panel(page).waitFor();
            page.screenshot(shot(picture.name()));
        }
        BrowserContext reader = browser.newContext(new Browser.NewContextOptions().setLocale("en")
                .setViewportSize(390, 844));
        Page large = reader.newPage();
        JsonObject sizes = new JsonObject();
        sizes.addProperty("standard", 32);
        JsonObject parameters = new JsonObject();
        parameters.add("fontSizes", sizes);
        reader.newCDPSession(large).send("Page.setFontSizes", parameters);
        large.navigate(story);
        panel(large).waitFor();
        large.screenshot(shot("banner-large-text"));
        assertThat(PICTURES).isDirectoryContaining("glob:**/banner-large-text.png");
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png"));
    }
}
