package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprimatur.events.rules.Member;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentRulesTest {
    @Test
    void oneCorrectionMoreThanAnEventCarriesIsRefusedAndTheStoryCanStillBeApproved() {
        Story story = Story.by(Story.ANNA);
        for (int i = 0; i < Member.MOST_CORRECTIONS; i++) {
            assertThatCode(() -> ask(story, "Another note")).doesNotThrowAnyException();
            story.submitted(Story.ANNA).then(Story.EDITH, new Command.Approve(null, "Note " + i)).later(1)
                    .then(Story.ANNA, Story.edit(i + 1));
        }
        assertThat(story.article().at(story.now()).approvals().corrections()).hasSize(Member.MOST_CORRECTIONS);
        assertThatThrownBy(() -> ask(story, "One more")).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/correction");
        assertThatCode(() -> ask(story, null)).doesNotThrowAnyException();
    }

    private static void ask(Story story, @Nullable String correction) {
        ContentRules.requireSendable(new Decision.Approved(null, correction), story.article().at(story.now()));
    }
}
