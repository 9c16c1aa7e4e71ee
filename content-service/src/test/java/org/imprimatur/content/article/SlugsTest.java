package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @ValueSource(strings = {"Short", "word ", "word-by-word ", "a "})
    void whatMakesASlugUniqueFitsBehindTheLongestHeadline(String word) {
        String slug = Slugs.from(word.repeat(60));
        assertThat(Slugs.isSlug(slug)).isTrue();
        assertThat(Slugs.isSlug(Slugs.numbered(slug, 9))).isTrue();
        String identified = Slugs.identified(slug, "01938f6e-7a1c-7000-8a5b-0123456789ab");
        assertThat(Slugs.isSlug(identified)).as(identified).isTrue();
        assertThat(identified).endsWith("-0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "A", "a b", "../a", "a/b", "a\n", "ä"})
    void whatCouldLeadElsewhereIsNoSlug(String text) {
        assertThat(Slugs.isSlug(text)).isFalse();
    }
}
