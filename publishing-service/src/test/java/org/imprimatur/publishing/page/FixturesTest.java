package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.imprimatur.tlog.merkle.Hash;
import org.junit.jupiter.api.Test;

class FixturesTest {
    private static final Pattern LOADED = Pattern.compile("url\\(([^)]+)\\)");
    private static final int FACES = 30 * 1_024;

    private final Fixtures fixtures = new Fixtures();

    @Test
    void aTypefaceIsSentOctetByOctetUnderANameOfItsHash() throws IOException {
        byte[] file;
        try (var resource = Objects.requireNonNull(Fixtures.class.getResourceAsStream("newsreader.woff2"))) {
            file = resource.readAllBytes();
        }
        var page = fixtures.pages().stream().filter(one -> one.path().equals(fixtures.face())).findFirst()
                .orElseThrow();
        assertThat(page.bytes()).isEqualTo(file).startsWith("wOF2".getBytes(StandardCharsets.US_ASCII));
        assertThat(page.path()).isEqualTo("/assets/newsreader." + Hash.sha256(file).hex().substring(0, 12) + ".woff2");
    }

    @Test
    void theStylesheetLoadsOnlyWhatIsServedBesideIt() {
        var stylesheet = fixtures.pages().getFirst();
        assertThat(LOADED.matcher(stylesheet.text()).results().map(found -> found.group(1))).hasSize(2)
                .allMatch(path -> fixtures.pages().stream().anyMatch(page -> page.path().equals(path)));
        assertThat(stylesheet.text()).doesNotContain("@import", "http:", "https:");
    }

    @Test
    void theFacesAreThirtyKilobytesAndTheirLicenceLiesBesideThem() throws IOException {
        assertThat(fixtures.pages().stream().filter(page -> page.contentType().startsWith("font/"))
                .mapToInt(page -> page.bytes().length).sum()).isLessThanOrEqualTo(FACES);
        try (var licence = Fixtures.class.getResourceAsStream("newsreader-OFL.txt")) {
            assertThat(licence).asString(StandardCharsets.UTF_8).contains("SIL OPEN FONT LICENSE");
        }
    }

    @Test
    void nothingIsLaidOutFromLeftToRightOnly() {
        assertThat(fixtures.pages().getFirst().text()).doesNotContainPattern(
                "(margin|padding|border)-(left|right)|(?<![-\\w])(left|right):|text-align: right|float:");
    }
}
