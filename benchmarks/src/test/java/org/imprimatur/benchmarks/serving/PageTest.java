package org.imprimatur.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A comparison counts only where both servers did the same work. */
class PageTest {
    @Test
    void serversThatSendTheSameAreCompared() {
        try (OnePage ours = new OnePage(); OnePage theirs = new OnePage()) {
            assertThatCode(() -> ours.fetch().requireSame(theirs.fetch())).doesNotThrowAnyException();
        }
    }

    @Test
    void timeAndNameOfTheServerMayDiffer() {
        try (OnePage ours = new OnePage(); OnePage theirs = new OnePage().with("Server", "another")) {
            assertThatCode(() -> ours.fetch().requireSame(theirs.fetch())).doesNotThrowAnyException();
        }
    }

    @Test
    void serversWithOtherBytesAreNotCompared() {
        try (OnePage ours = new OnePage(); OnePage theirs = new OnePage().says("Other words.... ")) {
            assertThatThrownBy(() -> ours.fetch().requireSame(theirs.fetch()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the bytes differ for Accept-Encoding: br");
        }
    }

    @Test
    void serversWithAFieldMoreOrLessAreNotCompared() {
        try (OnePage ours = new OnePage().with("Cache-Control", "max-age=5"); OnePage theirs = new OnePage()) {
            assertThatThrownBy(() -> ours.fetch().requireSame(theirs.fetch()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the header fields differ").hasMessageContaining("cache-control=max-age=5");
            assertThatThrownBy(() -> theirs.fetch().requireSame(ours.fetch()))
                    .hasMessageContaining("the header fields differ");
        }
    }

    @Test
    void aPageThatIsNotServedIsNotMeasured() {
        try (OnePage failing = new OnePage().fails()) {
            assertThatThrownBy(failing::fetch).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("status 503 instead of 200");
        }
    }
}
