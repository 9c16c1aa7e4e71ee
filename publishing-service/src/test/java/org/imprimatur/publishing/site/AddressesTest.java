package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprimatur.publishing.Stories.approved;
import static org.imprimatur.publishing.Stories.story;
import static org.imprimatur.publishing.Stories.takenDown;
import static org.imprimatur.publishing.Stories.withdrawn;

import java.util.List;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private final Printed printed = new Printed();

    @Test
    void everyFormerAddressLeadsStraightToTheNewest() {
        printed.take(List.of(approved("a", 1, Section.CASES, "first"), approved("a", 2, Section.CASES, "second")));
        printed.take(List.of(approved("a", 3, Section.ALERTS, "third")));

        assertThat(printed.page("/cases/first")).satisfies(page -> {
            assertThat(page.status()).isEqualTo(301);
            assertThat(page.location()).isEqualTo("/alerts/third");
        });
        assertThat(printed.page("/cases/second").location()).isEqualTo("/alerts/third");
        assertThat(printed.page("/alerts/third").status()).isEqualTo(200);
        assertThat(printed.page("/cases/").text()).doesNotContain("/cases/first", "/cases/second");
    }

    @Test
    void aWithdrawalTakesEveryAddressAndALaterApprovalBringsThemBack() {
        printed.take(List.of(approved("a", 1, Section.CASES, "old"), approved("a", 2, Section.CASES, "new"),
                withdrawn("a", 3)));
        assertThat(printed.page("/cases/old").status()).isEqualTo(410);
        assertThat(printed.page("/cases/new").status()).isEqualTo(410);
        assertThat(printed.page("/cases/new").text()).doesNotContain("Headline");

        printed.take(List.of(approved("a", 4, Section.CASES, "new")));
        assertThat(printed.page("/cases/old").status()).isEqualTo(301);
        assertThat(printed.page("/cases/new").status()).isEqualTo(200);
    }

    @Test
    void aTakedownSaysSoAtEveryAddressAndNamesNothing() {
        printed.take(List.of(approved("a", 1, Section.CASES, "old"), approved("a", 2, Section.CASES, "new"),
                takenDown("a", 3)));
        for (var path : List.of("/cases/old", "/cases/new")) {
            assertThat(printed.page(path).status()).isEqualTo(451);
            assertThat(printed.page(path).text()).doesNotContain("Headline");
        }
    }

    @Test
    void callingOffAnArticleThatNeverWasPublicRevealsNothingAndStillKeepsItsOldApprovalsOut() {
        printed.take(List.of(withdrawn("a", 5), takenDown("b", 5)));
        printed.take(List.of(approved("a", 4, Section.CASES, "secret"), approved("b", 4, Section.CASES, "worse")));

        assertThat(printed.pages()).doesNotContainKeys("/cases/secret", "/cases/worse");
    }

    @Test
    void theLastStoryOfATagTakesTheTagsPageWithIt() {
        printed.take(List.of(approved("a", 1, Section.CASES, "one")));
        assertThat(printed.pages()).containsKey("/tags/patents/");
        printed.take(List.of(withdrawn("a", 2)));
        assertThat(printed.pages()).doesNotContainKey("/tags/patents/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../admin", "a/b", "a..b", ".hidden", "A", "a b", "a%2fb", "-a", "a--b", "é"})
    void aSlugThatIsNoPlainSegmentIsRefused(String slug) {
        assertThatThrownBy(() -> story("a", 1, Section.CASES, slug, Stories.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
