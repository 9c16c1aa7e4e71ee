package org.imprimatur.publishing.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.markdown.Markdown;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** What pages of several kinds have in common: templates, the frame around their content, lists and notices. */
final class Layout {
    private static final String TEMPLATES = "org.imprimatur.publishing.templates";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
    private final Markdown markdown = new Markdown();
    private final Fixtures fixtures = new Fixtures();
    private final Masthead masthead;

    Layout(Masthead masthead) {
        this.masthead = masthead;
    }

    Masthead masthead() {
        return masthead;
    }

    Fixtures fixtures() {
        return fixtures;
    }

    Markdown markdown() {
        return markdown;
    }

    /** The template's text with these values in it. */
    String fill(String template, Map<String, Object> parameters) {
        var output = new StringOutput(16_384);
        engine.render(template, parameters, output);
        return output.toString();
    }

    Frame frame(String title, String path, @Nullable Section section) {
        return new Frame(masthead, fixtures, title, masthead.description(), masthead.absolute(path),
                AtomFeeds.pathOf(section), section, false, null);
    }

    Page list(String path, Frame frame, StoryList list) {
        return Page.html(path, 200, fill("stories.jte", Map.of("frame", frame, "list", list)));
    }

    List<Teaser> teasers(List<Story> stories) {
        return stories.stream().map(Layout::teaser).toList();
    }

    private static Teaser teaser(Story story) {
        var source = story.source();
        String byline = story.byline();
        return new Teaser(story.path(), story.headline(), story.excerpt(), story.language(), story.section(),
                Day.of(story.date()), byline == null || byline.isBlank() ? null : byline,
                source == null ? null : source.name(), source == null ? null : recommended(story.section(), source));
    }

    /** The section of links recommends: what it recommends comes first, the newsroom's own words second. */
    private static @Nullable String recommended(Section section, Story.Source source) {
        String address = source.url();
        return section == Section.LINKS && address != null && Markdown.isExternal(address) ? address : null;
    }

    String search(SearchView view) {
        String heading = view.query().isEmpty() ? "Search" : "Search: " + view.query();
        var frame = new Frame(masthead, fixtures, heading, null, null, "/feed.atom", null, false, null);
        return fill("search.jte", Map.of("frame", frame, "search", view));
    }

    /** A page that says why there is nothing else to see, with a way on to the section's front or the site's. */
    Page notice(String path, int status, String heading, String text, @Nullable Section section) {
        return section == null
                ? notice(path, status, new Notice(heading, text, "/", "Go to the front page"), null)
                : notice(path, status, new Notice(heading, text, SectionFronts.pathOf(section),
                        "More from " + section.title()), section);
    }

    Page notice(String path, int status, Notice notice, @Nullable Section section) {
        var frame = new Frame(masthead, fixtures, notice.heading(), null, null, "/feed.atom", section, true, null);
        return Page.html(path, status, fill("notice.jte", Map.of("frame", frame, "notice", notice)));
    }
}
