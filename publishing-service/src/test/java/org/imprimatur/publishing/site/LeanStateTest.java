package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.imprimatur.publishing.Stories.NOON;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.publishing.Stories;
import org.junit.jupiter.api.Test;

/** The state of the site holds what stories are about, never what they say. */
class LeanStateTest {
    private SiteState site = SiteState.EMPTY;
    private final List<WeakReference<String>> texts = new ArrayList<>();

    @Test
    void noTextIsHeldOfAStoryThatIsLiveOrWaitsOrWasRevoked() {
        take(1, approved("live", 1, false));
        take(2, approved("waits", 1, true));
        take(3, approved("revoked", 1, true));
        take(4, Stories.revoked("revoked", 2));
        take(5, approved("withdrawn", 1, false));
        take(6, Stories.withdrawn("withdrawn", 2));

        assertThat(texts).hasSize(4);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return texts.stream().allMatch(text -> text.get() == null);
        });
        assertThat(site.at("/cases/live")).isPresent();
        assertThat(site.waiting()).isEqualTo(1);
    }

    private void take(long edition, ArticleChange change) {
        site = site.apply(edition, List.of(change)).after();
    }

    /** As from the broker: the event holds the text as well. */
    private ArticleChange approved(String id, long sequence, boolean later) {
        var story = Stories.story(id, sequence, Section.CASES, id, NOON, "Words of " + id + ". ".repeat(5_000),
                List.of());
        var approved = (ArticleChange.Approved) Stories.signed(Stories.approved(
                later ? Stories.scheduled(story, NOON.plusSeconds(60), NOON.plusSeconds(60)) : story), null);
        texts.add(new WeakReference<>(approved.event().value()));
        return approved;
    }
}
