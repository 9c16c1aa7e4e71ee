package org.imprimatur.publishing.desk;

import java.time.Clock;
import java.util.List;
import org.imprimatur.publishing.markdown.Loss;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.SitePages;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows an article as its page would be, before anybody has approved or even kept it. */
@RestController
@RequestMapping("/api/v1/previews")
class PreviewsController {
    private final SitePages pages;
    private final Clock clock;

    PreviewsController(Masthead masthead, Clock clock) {
        this.pages = new SitePages(masthead);
        this.clock = clock;
    }

    /** The page, and what of the text isn't on it. Nothing is kept. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Preview preview(@RequestBody PreviewRequest request) {
        var story = request.story(clock.instant());
        String body = request.body();
        return new Preview(story.path(), story.excerpt(), pages.story(story, body).text(), pages.losses(body));
    }

    /**
     * A preview.
     *
     * @param path where the page would stand
     * @param html the very page that readers would get
     * @param losses in the order of the body's lines
     */
    record Preview(String path, String excerpt, String html, List<Loss> losses) {}
}
