package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"China’s E-commerce: 100% stronger! | chinas-e-commerce-100-stronger",
        "Über Marken & Muster | uber-marken-muster", "  ...  | ''", "商标 | ''", "-a- | a"})
    void aHeadlineGivesASlugThatReadsLikeIt(String headline, String slug) {
        assertThat(Slugs.from(headline)).isEqualTo(slug);
    }

    @Test
    void aLongHeadlineLeavesRoomForANumber() {
        assertThat(Slugs.isSlug(Slugs.numbered(Slugs.from("word ".repeat(60)), 20))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "A", "a b", "../a", "a/b", "a\n", "ä"})
    void whatCouldLeadElsewhereIsNoSlug(String text) {
        assertThat(Slugs.isSlug(text)).isFalse();
    }
}
