package org.imprimatur.benchmarks.banner;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One visitor, who opens an article for the first time, answers its banner and leaves. */
final class BannerVisit {
    static final int WIDTH = 390;
    static final int HEIGHT = 844;

    private static final String PANEL = "[role=dialog] ";
    private static final double SHORTEST_REPORTED = 16;
    private static final String PROBE = probe();
    /** What the browser reports of a frame comes some time after it. */
    private static final String REPORTED = "() => new Promise(done => requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => setTimeout(done, 50))))";

    private BannerVisit() {}

    /**
     * What a visit came to, in milliseconds.
     *
     * @param interactions for each tap the time until the screen showed that it was felt, by Event Timing; in steps of
     *     eight, and 16 for those that took less
     * @param gone from the last touch to the first frame without the banner; after a consent its record is kept by then
     * @param shift the page's Cumulative Layout Shift
     */
    record Seen(List<Double> interactions, double gone, double shift) {}

    /**
     * Makes a visit.
     *
     * @param slowdown by which factor the page's thread is slower than this machine's would be
     */
    static Seen of(Browser browser, String article, int slowdown, WayOut way) {
        try (BrowserContext visitor = browser.newContext(new Browser.NewContextOptions().setLocale("en")
                .setViewportSize(WIDTH, HEIGHT).setDeviceScaleFactor(2).setHasTouch(true).setIsMobile(true))) {
            visitor.addInitScript(PROBE);
            Page page = visitor.newPage();
            JsonObject rate = new JsonObject();
            rate.addProperty("rate", slowdown);
            visitor.newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
            page.navigate(article);
            List<Double> interactions = new ArrayList<>();
            for (String place : way.taps()) {
                page.evaluate("probe.interactions = {}");
                tap(page, place);
                page.evaluate(REPORTED);
                interactions.add(longest(page));
            }
            page.waitForFunction("() => probe.gone !== null");
            return new Seen(interactions, number(page, "probe.gone"), number(page, "probe.shift"));
        }
    }

    /** Without Playwright's own tap, whose checks would run in the page and count. */
    private static void tap(Page page, String place) {
        BoundingBox box = Objects.requireNonNull(page.locator(PANEL + place).boundingBox(), place);
        page.touchscreen().tap(box.x + box.width / 2, box.y + box.height / 2);
    }

    private static double longest(Page page) {
        Map<?, ?> durations = (Map<?, ?>) page.evaluate("probe.interactions");
        return durations.values().stream().mapToDouble(millis -> ((Number) millis).doubleValue()).max()
                .orElse(SHORTEST_REPORTED);
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static String probe() {
        try (InputStream script = Objects.requireNonNull(BannerVisit.class.getResourceAsStream("/banner/probe.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
