package org.imprimatur.benchmarks.banner;

import java.util.List;

/**
 * What a visitor taps until the banner is gone.
 *
 * @param name for programs
 * @param words for people
 * @param taps selectors within the banner, in the order in which they are tapped
 */
record WayOut(String name, String words, List<String> taps) {
    private static final String BUTTON = ".buttons button >> nth=";

    WayOut {
        taps = List.copyOf(taps);
    }

    /** Returns every way there is. */
    static List<WayOut> all() {
        return List.of(new WayOut("reject", "Reject all", List.of(BUTTON + 0)),
                new WayOut("accept", "Accept all", List.of(BUTTON + 1)),
                new WayOut("choose", "Choose, tick one, Save choice",
                        List.of(BUTTON + 2, "input[type=checkbox] >> nth=0", BUTTON + 2)),
                new WayOut("close", "Close", List.of(".close")));
    }
}
