package org.imprimatur.benchmarks.banner;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.localstack.process.Programs;

/**
 * Visitors who answer the banner on a phone, in the machine's own Chromium, once at the machine's speed and once with a
 * quarter of it. Each is a new one, with an empty cache; they differ in what they tap.
 */
public final class BannerTaps {
    /** Sandboxes need rights that containers withhold. Nothing is opened here but our own pages. */
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu");
    private static final int TO_WARM_UP = 3;

    private final Report report;
    private final int visitors;

    /** @param visitors how many tap each way out of the banner */
    public BannerTaps(Report report, int visitors) {
        this.report = report;
        this.visitors = visitors;
    }

    /**
     * Measures; says so where there is no Chromium to measure with.
     *
     * @param site the public site's address
     * @param page the path of a page with the banner
     */
    public void run(String site, String page) {
        report.heading("Banner: " + visitors + " visitors for each way out of it, on a phone of "
                + BannerVisit.WIDTH + " by " + BannerVisit.HEIGHT);
        BannerSizes.report(report, site);
        Optional<Path> chromium = Programs.onPath("chromium");
        if (chromium.isEmpty()) {
            report.note("not measured: there is no chromium on the PATH");
            return;
        }
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get()).setArgs(ARGUMENTS))) {
            report.note("Chromium " + browser.version());
            run(browser, site + page, 1);
            run(browser, site + page, 4);
        }
    }

    private void run(Browser browser, String article, int slowdown) {
        report.note(slowdown == 1 ? "at the machine's speed" : "with a processor " + slowdown + " times slower");
        TapFigures all = new TapFigures();
        for (WayOut way : WayOut.all()) {
            TapFigures figures = new TapFigures();
            for (int i = 0; i < TO_WARM_UP + visitors; i++) {
                BannerVisit.Seen seen = BannerVisit.of(browser, article, slowdown, way);
                if (i >= TO_WARM_UP) {
                    figures.add(seen);
                    all.add(seen);
                }
            }
            String name = "banner." + slowdown + "x." + way.name();
            report.latencies(name + ".interaction", way.words(), figures.interactions());
            report.latencies(name + ".gone", "… until it is gone", figures.gone());
        }
        report.latencies("banner." + slowdown + "x.interaction", "all taps", all.interactions());
        report.figure("banner." + slowdown + "x.shift", "largest Cumulative Layout Shift", all.shift(), "");
    }
}
