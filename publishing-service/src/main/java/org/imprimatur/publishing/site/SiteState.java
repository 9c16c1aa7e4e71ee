package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/**
 * The public site as a fold over what the newsroom decided and over the release times that have passed. The same changes
 * give the same state however the articles' changes are mixed with each other and however often each is repeated.
 *
 * <p>Immutable: a step makes another state, which shares nearly all with the one before, and costs what it touches, not
 * what the site holds. So a step that isn't committed needs no undoing, and any state can be kept and gone on from.
 */
public final class SiteState {
    private static final int HOME = 25;
    private static final int FEED = 20;
    private static final int TAGGED = 60;

    private static final Comparator<Approved> BY_RELEASE = Comparator
            .<Approved, Instant>comparing(waiting -> waiting.story().due()).thenComparing(Approved::articleId)
            .thenComparingLong(Approved::sequence);

    /** The site before its first story. */
    public static final SiteState EMPTY = new SiteState(Empty.map(), Empty.map(), Shelf.EMPTY, Empty.map(),
            Empty.map(), Empty.sortedSet(BY_RELEASE), StateDigest.EMPTY);

    private final PMap<String, SiteArticle> articles;
    private final PMap<String, PSortedSet<String>> claims;
    private final Shelf all;
    private final PMap<Section, Shelf> sections;
    private final PMap<Tag, Shelf> tags;
    private final PSortedSet<Approved> waiting;
    private final StateDigest digest;

    SiteState(PMap<String, SiteArticle> articles, PMap<String, PSortedSet<String>> claims, Shelf all,
            PMap<Section, Shelf> sections, PMap<Tag, Shelf> tags, PSortedSet<Approved> waiting, StateDigest digest) {
        this.articles = articles;
        this.claims = claims;
        this.all = all;
        this.sections = sections;
        this.tags = tags;
        this.waiting = waiting;
        this.digest = digest;
    }

    /** The step that these changes make, as far as they pass their fences. */
    public Step apply(List<ArticleChange> changes) {
        var applied = new ArrayList<ArticleChange>();
        var before = new HashMap<String, @Nullable SiteArticle>();
        var next = new SiteChange(this);
        for (var change : changes) {
            var known = next.article(change.articleId());
            var after = SiteArticle.evolve(known, change);
            if (after != null && !after.equals(known)) {
                before.putIfAbsent(change.articleId(), articles.get(change.articleId()));
                next.replace(known, after);
                applied.add(change);
            }
        }
        return new Step(this, next.state(), applied, before);
    }

    /** The site with articles as an earlier fold left them. */
    public SiteState with(Collection<SiteArticle> restored) {
        var next = new SiteChange(this);
        restored.forEach(article -> next.replace(next.article(article.articleId()), article));
        return next.state();
    }

    /** What the site remembers of an article. */
    public Optional<SiteArticle> article(String articleId) {
        return Optional.ofNullable(articles.get(articleId));
    }

    /** Tells two states apart: over all articles, with what is live, what waits and how far each was heard. */
    public StateDigest digest() {
        return digest;
    }

    /** At most that many of the stories whose release time has come by then, earliest first. */
    public List<Approved> due(Instant now, int limit) {
        return waiting.stream().takeWhile(one -> !one.story().due().isAfter(now)).limit(limit).toList();
    }

    /** How many stories wait for their release time. */
    public int waiting() {
        return waiting.size();
    }

    /** What a reader finds at an article address; nothing if no article was ever live there. */
    public Optional<Occupant> at(String path) {
        var claimants = claims.getOrDefault(path, Empty.sortedSet()).stream().map(articles::get).toList();
        // A slug is never given away twice by the desk; should it happen, the smallest id wins in every fold alike.
        return Stream.<Stream<Occupant>>of(
                claimants.stream().filter(one -> one.isLive() && path.equals(currentPath(one)))
                        .flatMap(one -> Stream.ofNullable(one.story())).map(Occupant.Shown::new),
                claimants.stream().filter(one -> one.standing() == Standing.TAKEN_DOWN)
                        .map(_ -> new Occupant.WasTakenDown()),
                claimants.stream().filter(SiteArticle::isLive).flatMap(one -> Stream.ofNullable(currentPath(one)))
                        .map(Occupant.MovedTo::new),
                claimants.stream().map(_ -> new Occupant.WasWithdrawn()))
                .flatMap(occupants -> occupants).findFirst();
    }

    /** The front page's stories, newest first. */
    public List<Story> home() {
        return all.newest(HOME);
    }

    /** The stories of a section that are too new for its archive, newest first. */
    public List<Story> front(Section section) {
        return shelf(section).newestFirst(archivePages(section) * Paging.PAGE, Integer.MAX_VALUE);
    }

    /** How many archive pages a section has. */
    public int archivePages(Section section) {
        return Paging.archivePages(shelf(section).size());
    }

    /** The stories of one archive page, newest first. */
    public List<Story> archive(Section section, int number) {
        return shelf(section).newestFirst((number - 1) * Paging.PAGE, number * Paging.PAGE);
    }

    /** The newest stories under a tag, newest first. */
    public List<Story> tagged(Tag tag) {
        var shelf = tags.get(tag);
        return shelf == null ? List.of() : shelf.newest(TAGGED);
    }

    /** The newest stories for feeds, of one section or of all. */
    public List<Story> feed(@Nullable Section section) {
        return (section == null ? all : shelf(section)).newest(FEED);
    }

    /** How many parts the sitemap is cut into; zero while it is one whole. */
    public int sitemapParts() {
        return Paging.sitemapParts(all.size());
    }

    /** The stories of one part of the sitemap, or of the whole if it isn't cut; oldest first. */
    public List<Story> sitemapPart(int number) {
        return all.newestFirst((number - 1) * Paging.SITEMAP_PART, number * Paging.SITEMAP_PART).reversed();
    }

    /** Every address at which an article is or was live. */
    public Set<String> paths() {
        return claims.keySet();
    }

    /** Every tag that a live story has. */
    public Set<Tag> tags() {
        return tags.keySet();
    }

    /** How many places the list of a section has, or that of the whole site; empty ones included. */
    public int places(@Nullable Section section) {
        return (section == null ? all : shelf(section)).size();
    }

    /** The place of a story on the list of a section, or on that of the whole site, counted from the oldest. */
    public int place(@Nullable Section section, Story story) {
        return (section == null ? all : shelf(section)).rank(story);
    }

    private static @Nullable String currentPath(SiteArticle article) {
        Story story = article.story();
        return story == null ? null : story.path();
    }

    Shelf shelf(Section section) {
        return sections.getOrDefault(section, Shelf.EMPTY);
    }

    PMap<String, SiteArticle> articles() {
        return articles;
    }

    PMap<String, PSortedSet<String>> claims() {
        return claims;
    }

    Shelf all() {
        return all;
    }

    PMap<Section, Shelf> sections() {
        return sections;
    }

    PMap<Tag, Shelf> shelvesByTag() {
        return tags;
    }

    PSortedSet<Approved> waitingByRelease() {
        return waiting;
    }
}
