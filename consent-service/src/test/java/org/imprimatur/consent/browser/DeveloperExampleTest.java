package org.imprimatur.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example in the documents does what the documents say. */
class DeveloperExampleTest extends VisitedSite {
    private static final Path EXAMPLES = Path.of("../docs/examples");

    @BeforeEach
    void serveTheExample() throws IOException {
        for (String file : new String[]{"consent.html", "consent.js", "counting.js", "advertisement.html",
            "picture.svg"}) {
            host.put("/docs/" + file, Files.readString(EXAMPLES.resolve(file)));
        }
    }

    @Test
    void everythingWaitsIsReleasedAndIsStoppedAsTheDocumentSays() {
        BrowserContext visitor = visitor();
        Page page = open(visitor, "/docs/consent.html");
        panel(page).waitFor();
        assertText(page.locator("#allowed"), "not chosen yet");
        assertText(page.locator("#google"), "default: analytics denied, advertising denied");
        assertText(page.locator("#counted"), "not counted");
        press(page, "Accept all");
        page.waitForFunction("() => document.getElementById('counted').textContent === 'counted'");
        page.frameLocator("iframe").getByText("Read more books.").waitFor();
        page.waitForFunction("() => document.querySelector('img').naturalWidth > 0");
        assertText(page.locator("#allowed"), "necessary, preferences, statistics, marketing");
        settled(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Choose anew")).click();
        press(page, "Reject all");
        page.waitForFunction("() => document.getElementById('counted')?.textContent === 'not counted'");
        assertThat(page.locator("iframe").getAttribute("src")).isNull();
        settled(page);
        assertThat(history(visitor).getFirst()).isEqualTo("settings withdrawn");
    }
}
