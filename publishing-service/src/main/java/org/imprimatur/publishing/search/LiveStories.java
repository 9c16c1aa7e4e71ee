package org.imprimatur.publishing.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.page.Excerpts;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Occupant;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What readers find at addresses of articles, with its words. */
final class LiveStories {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStories.class);

    private final PublicSite.Texts texts;
    private final Excerpts excerpts = new Excerpts();

    LiveStories(PublicSite.Texts texts) {
        this.texts = texts;
    }

    /**
     * Some addresses, each with a story or without.
     *
     * @param live the stories that stand at them
     * @param empty those of them at which none stands
     */
    record Found(List<IndexedStory> live, List<String> empty) {}

    /** Every address at which the edition may have put a story, or taken one away. */
    static Set<String> touchedBy(Edition edition, SiteState after) {
        var paths = new LinkedHashSet<String>();
        for (var cause : edition.causes()) {
            after.article(cause.articleId()).ifPresent(article -> {
                paths.addAll(article.formerPaths());
                var story = article.story();
                if (story != null) {
                    paths.add(story.path());
                }
            });
        }
        return paths;
    }

    /** Every address at which a story stands. */
    static List<String> all(SiteState site) {
        return site.paths().stream().filter(path -> site.at(path).orElse(null) instanceof Occupant.Shown).toList();
    }

    /** @param causes by which some of it came about: the texts of what is approved by them are at hand */
    Found at(Collection<String> paths, SiteState site, List<ArticleChange> causes) {
        var bodies = new HashMap<String, String>();
        for (var cause : causes) {
            if (cause instanceof ArticleChange.Approved approved) {
                bodies.put(approved.story().key(), approved.body());
            }
        }
        var stories = new ArrayList<Story>();
        var empty = new ArrayList<String>();
        for (var path : paths) {
            if (site.at(path).orElse(null) instanceof Occupant.Shown(var story)) {
                stories.add(story);
            } else {
                empty.add(path);
            }
        }
        var missing = stories.stream().filter(story -> !bodies.containsKey(story.key())).toList();
        if (!missing.isEmpty()) {
            bodies.putAll(texts.bodies(missing));
        }
        return new Found(stories.stream().map(story -> indexed(story, bodies.get(story.key()))).toList(), empty);
    }

    private IndexedStory indexed(Story story, @Nullable String body) {
        if (body == null) {
            LOG.error("The text of {} is lost: it is found by its headline and tags alone", story.key());
        }
        return IndexedStory.of(story, body == null ? "" : excerpts.words(body));
    }
}
