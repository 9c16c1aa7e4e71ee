package org.imprimatur.consent.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A small site with the banner on its pages, and people who visit it with a real browser. */
@ExtendWith(BrowserExtension.class)
abstract class VisitedSite extends RunningService {
    static final String SEND = "**/consent/api/v1/choices";
    private static final String ARTICLE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>A story</title>
            <link rel="stylesheet" href="/site.css">
            <script src="/consent/banner.js" defer></script>
            <!-- head -->
            </head>
            <body>
            <main><h1>A story about patents</h1><p><!-- words --></p>
            <p><a href="/other">Another story</a></p></main>
            <footer><a href="/consent/choices">Cookie settings</a></footer>
            <!-- body -->
            </body>
            </html>
            """;

    PageHost host;
    Browser browser;

    @BeforeEach
    void openTheSite(Browser browser) {
        this.browser = browser;
        host = new PageHost(this::at);
        host.put("/site.css", "body { font: 18px/1.6 serif; margin: 1rem } h1 { font-size: 2rem }"
                + " @media (prefers-color-scheme: dark) { body { background: #161514; color: #ebe6df } a { color: inherit } }");
        host.put("/story", page("", ""));
        host.put("/other", page("", ""));
    }

    @AfterEach
    void closeTheSite() {
        browser.contexts().forEach(BrowserContext::close);
        host.close();
    }

    /** A page of the site with something of its own. */
    static String page(String head, String body) {
        return ARTICLE.replace("<!-- head -->", head).replace("<!-- words -->", "Words of a story. ".repeat(120))
                .replace("<!-- body -->", body);
    }

    /** A new visitor who reads English on a desk, but for what is said otherwise. */
    BrowserContext visitor(Consumer<Browser.NewContextOptions> otherwise) {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 800);
        otherwise.accept(options);
        BrowserContext visitor = browser.newContext(options);
        visitor.setDefaultTimeout(10_000);
        return visitor;
    }

    BrowserContext visitor() {
        return visitor(options -> {});
    }

    /** The same with Global Privacy Control, which browsers send as a field and show as a property. */
    static void switchOnPrivacyControl(BrowserContext visitor) {
        visitor.setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
        showPrivacyControl(visitor);
    }

    static void showPrivacyControl(BrowserContext visitor) {
        visitor.addInitScript("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})");
    }

    Page open(BrowserContext visitor, String path) {
        Page page = visitor.newPage();
        page.navigate(host.at(path));
        return page;
    }

    /** The story, once this visitor has answered its banner by a button and the answer is recorded. */
    Page answered(BrowserContext visitor, String button) {
        Page page = open(visitor, "/story");
        press(page, button);
        gone(page);
        settled(page);
        return page;
    }

    static Locator panel(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    static void press(Page page, String name) {
        panel(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    /** A button of a page itself. */
    static void push(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    static void openSettings(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cookie settings")).click();
    }

    static void gone(Page page) {
        panel(page).waitFor(new Locator.WaitForOptions().setState(
                WaitForSelectorState.DETACHED));
    }

    static boolean allows(Page page, String purpose) {
        return (Boolean) page.evaluate("purpose => imprimatur.allows(purpose)", purpose);
    }

    static void awaitAllowed(Page page, String purpose, boolean allowed) {
        page.waitForFunction("([purpose, allowed]) => imprimatur.allows(purpose) === allowed",
                List.of(purpose, allowed));
    }

    /** Waits until nothing is on its way any more. */
    static void settled(Page page) {
        page.waitForFunction("() => !document.cookie.includes('imprimatur_pending')");
    }

    /** The visitor's own records, newest first. */
    List<JsonNode> records(BrowserContext visitor) {
        JsonNode answer = JSON.readTree(visitor.request().get(host.at("/consent/api/v1/choices/mine")).text());
        return answer.get("records").valueStream().map(one -> one.get("record")).toList();
    }

    /** What the records say, newest first: method, state and what is allowed. */
    List<String> history(BrowserContext visitor) {
        return records(visitor).stream()
                .map(record -> record.get("method").asString() + " " + record.get("state").asString()
                        + record.get("choices").propertyStream()
                                .filter(choice -> choice.getValue().asBoolean() && !choice.getKey().equals("necessary"))
                                .map(choice -> " " + choice.getKey()).reduce("", String::concat))
                .toList();
    }

    long recordsInAll() {
        return JSON.readTree(get("/api/v1/records?limit=200", as("carl", "compliance")).body()).get("records").size();
    }

    static List<String> cookies(BrowserContext visitor) {
        return visitor.cookies().stream().map((Cookie cookie) -> cookie.name).sorted().toList();
    }

    static void answerWith(BrowserContext visitor, int status) {
        visitor.route(SEND, route -> route.fulfill(new Route.FulfillOptions().setStatus(status)));
    }

    static void assertText(Locator place, String text) {
        PlaywrightAssertions.assertThat(place).containsText(text);
    }
}
