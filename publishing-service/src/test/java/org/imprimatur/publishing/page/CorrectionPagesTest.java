package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;

import java.time.Duration;
import java.util.List;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.Test;

class CorrectionPagesTest {
    private final Printed printed = new Printed();

    @Test
    void aCorrectionIsListedWithItsStoryItsNoteAndItsDateAndTheFooterLeadsThere() {
        correct("a", "The court was <another>.", 1);
        correct("b", "The fee was higher.", 2);

        String page = printed.page("/corrections/").text();
        assertThat(page).contains("<h1>Corrections</h1>", "The court was &lt;another&gt;.", "href=\"/cases/a\"",
                "<time datetime=\"2026-03-16T12:00:00Z\">16 March 2026</time>");
        assertThat(page.indexOf("The fee was higher.")).isLessThan(page.indexOf("The court was"));
        assertThat(printed.page("/cases/a").text()).contains("<li><a href=\"/corrections/\">Corrections</a></li>");
        assertThat(printed.page("/sitemap.xml").text()).contains("<loc>https://gazette.example/corrections/</loc>");
    }

    @Test
    void aMonthOfCorrectionsStaysAsNewerOnesCome() {
        correct("a", "One.", 1);
        var march = printed.page("/corrections/2026-03/");
        correct("b", "Two.", 40);
        assertThat(printed.page("/corrections/2026-03/").text()).isNotEqualTo(march.text())
                .contains("class=\"newer\" href=\"/corrections/2026-04/\"");
        var later = printed.page("/corrections/2026-03/");
        correct("c", "Three.", 80);

        assertThat(printed.page("/corrections/2026-03/")).isEqualTo(later);
        assertThat(printed.page("/corrections/2026-06/").text())
                .contains("class=\"older\" href=\"/corrections/2026-04/\"");
        assertThat(printed.pages()).isEqualTo(printed.printedAnew());
    }

    @Test
    void correctionsLeaveWithTheirStoryAndComeBackWithIt() {
        correct("a", "One.", 1);
        printed.take(List.of(Stories.withdrawn("a", 3)));
        assertThat(printed.page("/corrections/").text()).contains("Nothing had to be corrected so far.");
        assertThat(printed.pages()).doesNotContainKey("/corrections/2026-03/").isEqualTo(printed.printedAnew());

        printed.take(List.of(Stories.approved(Stories.corrected(Stories.story("a", 4, Section.CASES, "a", NOON),
                "One.", NOON.plus(Duration.ofDays(1))))));
        assertThat(printed.page("/corrections/2026-03/").text()).contains("One.");
    }

    private void correct(String slug, String note, int daysLater) {
        printed.take(List.of(Stories.approved(Stories.corrected(Stories.story(slug, 2, Section.CASES, slug, NOON), note,
                NOON.plus(Duration.ofDays(daysLater))))));
    }
}
