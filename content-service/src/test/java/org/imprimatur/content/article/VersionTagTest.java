package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {
    private final Story story = Story.by(Story.ANNA).submitted(Story.ANNA).approved(Story.EDITH);

    @Test
    void aReportOfTheSiteChangesTheTagButDoesNotMakeItStale() {
        String before = VersionTag.of(story.article(), story.release());
        story.released();
        assertThat(VersionTag.of(story.article(), story.release())).isNotEqualTo(before);
        assertThat(VersionTag.matches(before, story.article())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"s3.r0\"", "\"s1.r0\", \"s3.r7\""})
    void theTagOfTheLastDecisionMatches(String ifMatch) {
        assertThat(VersionTag.matches(ifMatch, story.article())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"s3.r0\"", "\"s2.r0\"", "\"s30.r0\"", "s3.r0", "", "\"*\"", "\"s3.r0", "\"s3.r*\"",
        "\"s3.r0\"x\"", "W/*", "w/\"s3.r0\""})
    void anythingElseDoesNot(String ifMatch) {
        assertThat(VersionTag.matches(ifMatch, story.article())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "W/*", "\"*\"", "\"s3.r0\", *", "\"s1.r0\", \"s3.r7\"", "*, *", ","})
    void whateverMayMeanSeveralVersionsNamesNoSingleOne(String ifMatch) {
        assertThat(VersionTag.isOne(ifMatch)).isFalse();
    }

    @Test
    void aTagAloneNamesASingleVersion() {
        assertThat(VersionTag.isOne("\"s3.r0\"")).isTrue();
    }
}
