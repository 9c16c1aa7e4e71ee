package org.imprimatur.consent.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the machine's own Chromium when the first test asks for it. Where there is none the tests are skipped, and with
 * {@code IMPRIMATUR_REQUIRE_BROWSER=true} they fail.
 */
final class BrowserExtension implements ParameterResolver {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Optional<Path> program = program();
        boolean required = "true".equals(System.getenv("IMPRIMATUR_REQUIRE_BROWSER"));
        if (required && program.isEmpty()) {
            throw new IllegalStateException(
                    "IMPRIMATUR_REQUIRE_BROWSER is set, and there is none of " + NAMES + " on the PATH");
        }
        Assumptions.assumeTrue(program.isPresent(), () -> "No browser on this machine: none of " + NAMES);
        return context.getRoot().getStore(Namespace.create(BrowserExtension.class))
                .computeIfAbsent(Running.class, key -> Running.start(program.orElseThrow()), Running.class).browser();
    }

    private static Optional<Path> program() {
        List<Path> folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of).toList();
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable).findFirst();
    }

    /** JUnit closes it with the root of its store, after the last test. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        static Running start(Path program) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return new Running(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(program).setArgs(Arrays.asList("--no-sandbox", "--disable-gpu"))));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
