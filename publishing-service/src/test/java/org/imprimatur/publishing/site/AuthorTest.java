package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Geneva desk | en | Geneva desk",
        "A, B and C | en | A; B; C",
        "A, B, and C | en | A; B; C",
        "A & B | en | A; B",
        "Anna Band and Sandy Land | en | Anna Band; Sandy Land",
        "A und B | de | A; B",
        "A und B | en | A und B",
        "A, B et C | fr | A; B; C",
        "A y B | es-MX | A; B",
        "A y B | en | A y B",
        "A e B | pt-BR | A; B",
        "A、B | zh | A; B",
        "A，B；C | zh-Hans | A; B; C",
        "أ، ب | ar | أ; ب",
        "A, Jr., and B, Ph.D. | en | A, Jr.; B, Ph.D.",
        "&& | en | ''",
        "A,  B | en | A; B"})
    void aBylineIsTakenApartIntoItsAuthors(String byline, String language, String names) {
        var parts = Author.parts(byline, language);
        assertThat(String.join("; ", parts.stream().filter(part -> part.author() != null).map(Author.Part::text)
                .toList())).isEqualTo(names);
    }

    @Property
    void thePiecesOfABylineAreTheByline(
            @ForAll @StringLength(max = 40) @Chars({'a', 'n', 'd', ' ', ',', '&', '、', 'J', 'r',
                '.'}) @CharRange(from = 'x', to = 'z') String byline) {
        assertThat(String.join("", Author.parts(byline, "en").stream().map(Author.Part::text).toList()))
                .isEqualTo(byline);
    }

    @ParameterizedTest
    @CsvSource({"Geneva Desk,geneva-desk", "GENEVA  desk,geneva-desk", "北京编辑部,北京编辑部", "A. B. O'C,a-b-o-c"})
    void namesThatDifferInCaseAndPunctuationAreOneAuthor(String name, String slug) {
        assertThat(Author.of(name).orElseThrow().path()).isEqualTo("/authors/" + slug + "/");
    }

    @ParameterizedTest
    @CsvSource({"'A, a and A'", "A & a"})
    void anAuthorWhoIsNamedTwiceIsListedOnce(String byline) {
        assertThat(Author.ofAll(byline, "en")).isEqualTo(List.of(Objects.requireNonNull(Author.of("A").orElse(null))));
    }
}
