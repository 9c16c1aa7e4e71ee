package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptsTest {
    @Test
    void aTextIsCutAfterAWholeWordOrElseAWholeCharacter() {
        assertThat(Excerpts.cut("one two three", 9)).isEqualTo("one two…");
        assertThat(Excerpts.cut("one, two", 6)).isEqualTo("one…");
        assertThat(Excerpts.cut("短文", 2)).isEqualTo("短文");
        assertThat(Excerpts.cut("知识产权保护，继续", 7)).isEqualTo("知识产权保护…");
        String family = "👨‍👩‍👧‍👦";
        String flag = "🇩🇪";
        for (int limit = 3; limit < 30; limit++) {
            String rest = Excerpts.cut("字" + (family + flag).repeat(5), limit).substring(1).replace(family, "")
                    .replace(flag, "");
            assertThat(rest).as("%d", limit).isEqualTo("…");
        }
    }

    @Test
    void aLongTextWithoutSpacesIsNotCutToNothing() {
        assertThat(new Excerpts().of(null, "知识产权".repeat(200))).hasSize(281).startsWith("知识产权");
        assertThat(new Excerpts().of("短 " + "知识产权".repeat(200), "x")).hasSize(281);
    }
}
