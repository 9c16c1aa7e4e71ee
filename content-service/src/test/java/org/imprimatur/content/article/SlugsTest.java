package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.imprimatur.events.rules.Checked;
import org.imprimatur.events.rules.Member;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"China’s E-commerce: 100% stronger! | chinas-e-commerce-100-stronger",
        "Über Marken & Muster | uber-marken-muster", "-a- | a", "Straße | strasse",
        "Smørrebrød på Ærø | smorrebrod-pa-aero",
        "Łódź & Đakovo | lodz-dakovo", "Œuvre, æsthetic | oeuvre-aesthetic", "ﬁne ﬂow | fine-flow",
        "Москва объявила | moskva-obavila", "商标 | shang-biao", "東京ソング | dong-jingsongu", "Ελλάδα | ellada",
        "  ...  | article", "2026 | article-2026", "１２３ | article-123", "١٢ | article-12", "❤️ | article",
        "L’été d’une idée | lete-dune-idee", "serial № 5 | serial-no-5", "½ price | 1-2-price"})
    void aHeadlineGivesASlugThatReadsLikeIt(String headline, String slug) {
        assertThat(Slugs.from(headline)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Short", "word ", "word-by-word ", "a ", "1", "商", "ß", "\ufdfa", "1-"})
    void whatMakesASlugUniqueFitsBehindTheLongestHeadline(String word) {
        String slug = Slugs.from(word.repeat(60));
        assertThat(isSlug(slug)).isTrue();
        assertThat(isSlug(Slugs.numbered(slug, 9))).isTrue();
        String identified = Slugs.identified(slug, "01938f6e-7a1c-7000-8a5b-0123456789ab");
        assertThat(isSlug(identified)).as(identified).isTrue();
        assertThat(identified).endsWith("-0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "A", "a b", "../a", "a/b", "a\n", "ä"})
    void whatCouldLeadElsewhereIsNoSlug(String text) {
        assertThat(isSlug(text)).isFalse();
    }

    private static boolean isSlug(String text) {
        return Member.SLUG.check(text) instanceof Checked.Taken;
    }
}
