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
import org.imprimatur.publishing.site.PagedStories.Cut;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/**
 * The public site as a fold over what the newsroom decided and over the release times that have passed. The same changes
 * give the same articles however they are mixed with those of others and however often each is repeated. Only where long
 * lists are cut into pages depends on the order in which articles came; editions fix it.
 *
 * <p>Immutable: a step makes another state, which shares nearly all with the one before, and costs what it touches, not
 * what the site holds. So a step that isn't committed needs no undoing, and any state can be kept and gone on from.
 */
public final class SiteState {
    private static final int FEED = 20;
    private static final int TAGGED = 60;
    /** A section's front shows what is on no page yet: a page's worth at least, so that it never looks empty. */
    private static final Cut SECTION = new Cut(20, 20);
    /** Small, since every release writes the newest part anew. */
    private static final Cut SITE = new Cut(100, 1);

    private static final Comparator<Waiting> BY_RELEASE = Comparator
            .<Waiting, Instant>comparing(waiting -> waiting.story().due()).thenComparing(Waiting::articleId)
            .thenComparingLong(Waiting::sequence);

    /** The site before its first story. */
    public static final SiteState EMPTY = new SiteState(Empty.map(), Empty.map(), PagedStories.empty(SITE),
            Empty.map(), Listings.NONE, Empty.sortedSet(BY_RELEASE), StateDigest.EMPTY);

    private final PMap<String, SiteArticle> articles;
    private final PMap<String, PSortedSet<String>> claims;
    private final PagedStories all;
    private final PMap<Section, PagedStories> sections;
    private final Listings listings;
    private final PSortedSet<Waiting> waiting;
    private final StateDigest digest;

    SiteState(PMap<String, SiteArticle> articles, PMap<String, PSortedSet<String>> claims, PagedStories all,
            PMap<Section, PagedStories> sections, Listings listings, PSortedSet<Waiting> waiting,
            StateDigest digest) {
        this.articles = articles;
        this.claims = claims;
        this.all = all;
        this.sections = sections;
        this.listings = listings;
        this.waiting = waiting;
        this.digest = digest;
    }

    /**
     * The step that these changes make, as far as they pass their fences.
     *
     * @param edition the number of the edition that will carry it out
     */
    public Step apply(long edition, List<ArticleChange> changes) {
        var applied = new ArrayList<ArticleChange>();
        var before = new HashMap<String, @Nullable SiteArticle>();
        var next = new SiteChange(this);
        for (var change : changes) {
            if (next.apply(change, edition, applied.size())) {
                before.putIfAbsent(change.articleId(), articles.get(change.articleId()));
                applied.add(change);
            }
        }
        return new Step(this, next.state(), applied, before);
    }

    /**
     * The site after an edition that stands. Some of its causes may be old news to a state that was restored; each counts
     * nevertheless, since all of them were carried out by that edition.
     */
    public SiteState after(long edition, List<ArticleChange> causes) {
        var next = new SiteChange(this);
        for (int cause = 0; cause < causes.size(); cause++) {
            next.apply(causes.get(cause), edition, cause);
        }
        return next.state();
    }

    /** The site with these articles, as an earlier fold left them; in whatever order they come. */
    public static SiteState of(Collection<SiteArticle> articles) {
        var next = new SiteChange(EMPTY);
        next.restore(articles);
        return next.state();
    }

    /** The same, as if nothing had come out of turn: for a state that was restored from documents of several editions. */
    public SiteState inOrder() {
        return of(articles.values());
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
    public List<Waiting> due(Instant now, int limit) {
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

    /** All stories. */
    public PagedStories all() {
        return all;
    }

    /** A section's stories. */
    public PagedStories section(Section section) {
        return sections.getOrDefault(section, PagedStories.empty(SECTION));
    }

    /** The newest stories under a tag, newest first. */
    public List<Story> tagged(Tag tag) {
        var stories = listings.tags().get(tag);
        return stories == null ? List.of() : stories.newest(TAGGED);
    }

    /** The newest stories for feeds, of one section or of all. */
    public List<Story> feed(@Nullable Section section) {
        return (section == null ? all : section(section)).newest(FEED);
    }

    /** Every address at which an article is or was live. */
    public Set<String> paths() {
        return claims.keySet();
    }

    /** Every tag that a live story has. */
    public Set<Tag> tags() {
        return listings.tags().keySet();
    }

    /** The stories that name an author. */
    public Timeline<Story> by(Author author) {
        return listings.authors().getOrDefault(author, Timeline.empty());
    }

    /** Every author whom a live story names. */
    public Set<Author> authors() {
        return listings.authors().keySet();
    }

    /** The corrections of live stories, by when each was published. */
    public Timeline<Story.Corrected> corrections() {
        return listings.corrections();
    }

    private static @Nullable String currentPath(SiteArticle article) {
        Story story = article.story();
        return story == null ? null : story.path();
    }

    PMap<String, SiteArticle> articles() {
        return articles;
    }

    PMap<String, PSortedSet<String>> claims() {
        return claims;
    }

    PMap<Section, PagedStories> sections() {
        return sections;
    }

    Listings listings() {
        return listings;
    }

    PSortedSet<Waiting> waitingByRelease() {
        return waiting;
    }
}
