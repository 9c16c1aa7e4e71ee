package org.imprimatur.benchmarks.banner;

import java.util.List;
import java.util.Map;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Request;

/** How many bytes a visitor's line carries for the banner, program, style and words, in every language. */
final class BannerSizes {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar");

    private BannerSizes() {}

    /** @param site the public site's address */
    static void report(Report report, String site) {
        try (Connections visitor = new Connections(site)) {
            for (String language : LANGUAGES) {
                for (String coding : List.of("br", "gzip")) {
                    byte[] request = Request.get(visitor.origin(), "/consent/banner.js?lang=" + language,
                            Map.of("Accept-Encoding", coding));
                    report.figure("banner.bytes." + language + "." + coding, "size, " + language + ", " + coding,
                            visitor.send(request).expect(200).body().length, "bytes");
                }
            }
        }
    }
}
