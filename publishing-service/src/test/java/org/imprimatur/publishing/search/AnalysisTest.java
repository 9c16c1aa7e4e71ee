package org.imprimatur.publishing.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imprimatur.publishing.search.Analysis.Token;
import org.imprimatur.publishing.search.Fields.Part;
import org.junit.jupiter.api.Test;

/** A word is found in all the forms that its language gives it. */
class AnalysisTest {
    private final Analysis texts = Analysis.ofTexts();
    private final Analysis questions = Analysis.ofQuestions();

    @Test
    void englishWordsAreFoundInSingularAndPluralAndWithAnOwner() {
        assertThat(words("en", "patents")).isEqualTo(words("en", "patent")).isEqualTo(words("en", "Patent’s"));
        assertThat(words("en-GB", "licences")).isEqualTo(words("en", "licence"));
    }

    @Test
    void germanWordsAreFoundInTheirCasesAndWithOrWithoutUmlauts() {
        assertThat(words("de", "Häuser")).isEqualTo(words("de", "Haus")).isEqualTo(words("de", "haeuser"));
        assertThat(words("de-CH", "Gerichten")).isEqualTo(words("de", "gericht"));
        assertThat(words("de", "Straße")).isEqualTo(words("de", "Strasse"));
    }

    @Test
    void frenchWordsAreFoundWithoutTheirElidedArticle() {
        assertThat(words("fr", "l’avocat")).isEqualTo(words("fr", "avocats")).isEqualTo(words("fr", "d'avocat"));
        assertThat(words("fr", "brevets")).isEqualTo(words("fr", "brevet"));
    }

    @Test
    void chineseIsFoundByTwoCharactersThatStandSideBySide() {
        assertThat(words(questions, "zh", "知识产权")).containsExactly("知识", "识产", "产权");
        assertThat(words(texts, "zh-Hans", "知识产权")).contains("知识", "识产", "产权", "知");
        assertThat(words(questions, "ja", "ひらがな")).containsExactly("ひら", "らが", "がな");
        assertThat(words(questions, "zh", "法")).containsExactly("法");
    }

    @Test
    void aLanguageWithoutRulesOfItsOwnLosesCaseAndAccentsAlone() {
        assertThat(words("is", "Dómstóll")).containsExactly("domstoll");
        assertThat(words("qqx", "Words")).containsExactly("words");
    }

    @Test
    void everyLanguageThatTheBannerSpeaksHasRulesOfItsOwn() {
        assertThat(List.of("en", "de", "fr", "es", "it", "nl", "pt", "zh", "ar")).allSatisfy(
                tag -> assertThat(Language.of(tag)).isNotEqualTo(Language.OTHER));
    }

    private List<String> words(String tag, String text) {
        return words(texts, tag, text);
    }

    private static List<String> words(Analysis analysis, String tag, String text) {
        return analysis.tokens(Part.BODY.in(Language.of(tag)), text).stream().map(Token::text).toList();
    }
}
