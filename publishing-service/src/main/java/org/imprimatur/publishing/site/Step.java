package org.imprimatur.publishing.site;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.PagedStories.PageNumber;
import org.imprimatur.publishing.site.PagedStories.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One atomic step of the site, reckoned but not committed yet.
 *
 * @param from the site as the step finds it
 * @param after the site as the step leaves it
 * @param applied the changes that passed their article's fence, in order
 * @param before what the site knew of each article that the step touches; absent where it knew nothing
 */
public record Step(SiteState from, SiteState after, List<ArticleChange> applied,
        Map<String, @Nullable SiteArticle> before) {
    /** Tells whether the changes were all old news. */
    public boolean isEmpty() {
        return applied.isEmpty();
    }

    /** The stories that the step touches, as they were and as they are. */
    public Collection<Story> stories() {
        var stories = new LinkedHashSet<Story>();
        articles().map(SiteArticle::story).filter(Objects::nonNull).forEach(stories::add);
        return stories;
    }

    /** The sections in whose lists one of the articles has a place, be it one that it took and left within the step. */
    public Set<Section> sections() {
        var sections = EnumSet.noneOf(Section.class);
        articles().forEach(article -> article.places().forEach(place -> sections.add(place.section())));
        return sections;
    }

    /** The tags that one of these stories has or had. */
    public Set<Tag> tags() {
        var tags = new LinkedHashSet<Tag>();
        stories().forEach(story -> tags.addAll(Tag.ofAll(story.tags())));
        return tags;
    }

    /** The authors whom one of these stories names or named. */
    public Set<Author> authors() {
        var authors = new LinkedHashSet<Author>();
        stories().forEach(story -> authors.addAll(story.authors()));
        return authors;
    }

    /** Every address at which one of the articles was ever live. */
    public Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        articles().forEach(article -> paths.addAll(article.paths()));
        return paths;
    }

    /** The pages of a section's list, or of the whole site's, that the step makes others. */
    public Set<PageNumber> pages(@Nullable Section section) {
        var places = before.keySet().stream().flatMap(id -> after.article(id).stream())
                .flatMap(article -> article.places().stream()
                        .filter(place -> section == null || place.section() == section)
                        .map(place -> new Slot(place.date(), article.articleId(), null)))
                .toList();
        return section == null
                ? after.all().changedSince(from.all(), places)
                : after.section(section).changedSince(from.section(section), places);
    }

    private Stream<SiteArticle> articles() {
        return before.entrySet().stream().flatMap(
                one -> Stream.concat(Stream.ofNullable(one.getValue()), after.article(one.getKey()).stream()));
    }
}
