package org.imprimatur.publishing.site;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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

    /** The sections in which one of these stories stands or stood. */
    public Set<Section> sections() {
        var sections = EnumSet.noneOf(Section.class);
        stories().forEach(story -> sections.add(story.section()));
        return sections;
    }

    /** The tags that one of these stories has or had. */
    public Set<Tag> tags() {
        var tags = new LinkedHashSet<Tag>();
        stories().forEach(story -> tags.addAll(Tag.ofAll(story.tags())));
        return tags;
    }

    /** Every address at which one of the articles was ever live. */
    public Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        articles().forEach(article -> paths.addAll(article.paths()));
        return paths;
    }

    private Stream<SiteArticle> articles() {
        return before.entrySet().stream().flatMap(
                one -> Stream.concat(Stream.ofNullable(one.getValue()), after.article(one.getKey()).stream()));
    }
}
