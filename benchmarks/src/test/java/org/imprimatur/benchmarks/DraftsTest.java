package org.imprimatur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.imprimatur.benchmarks.Drafts.Draft;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftsTest {
    @ParameterizedTest
    @CsvSource({"/cases/bench-k3-12,true", "/cases/bench-k3-13,true", "/cases/bench-k3-120,true",
        "/cases/bench-k3-11,false", "/cases/bench-k2-99,false", "/cases/bench-k3-,false", "/,false"})
    void aListShowsAnArticleOnceItNamesItOrALaterOneOfTheSameRun(String link, boolean shown) {
        Draft draft = new Draft("id", "\"tag\"", "cases", "bench-k3-12");

        assertThat(draft.isNamedOrSucceededIn("<a href=\"" + link + "\">")).isEqualTo(shown);
    }
}
