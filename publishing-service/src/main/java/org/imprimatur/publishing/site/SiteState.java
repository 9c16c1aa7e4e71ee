package org.imprimatur.publishing.site;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public site as a fold over article events. The same events give the same state however the articles' events are
 * mixed with each other and however often each is repeated.
 *
 * <p>A step costs what it touches, not what the site holds. Not safe for use by several threads: the press owns it.
 */
public final class SiteState {
    private static final int HOME = 25;
    private static final int FEED = 20;
    private static final int TAGGED = 60;

    private final Map<String, SiteArticle> articles = new HashMap<>();
    private final Map<String, SortedSet<String>> claims = new HashMap<>();
    private final Shelf all = new Shelf();
    private final Map<Section, Shelf> sections = new EnumMap<>(Section.class);
    private final Map<Tag, Shelf> tags = new HashMap<>();

    /** The site before its first story. */
    public SiteState() {
        for (var section : Section.values()) {
            sections.put(section, new Shelf());
        }
    }

    /** Takes the changes that pass their fences. The step can be {@linkplain #undo undone} until the next one. */
    public Step apply(List<ArticleChange> changes) {
        var applied = new ArrayList<ArticleChange>();
        var replaced = new ArrayList<Step.Replaced>();
        var touched = new Touched(all.size());
        for (var change : changes) {
            var before = articles.get(change.articleId());
            var after = SiteArticle.evolve(before, change);
            if (after != null && !after.equals(before)) {
                replace(change.articleId(), before, after, touched);
                applied.add(change);
                replaced.add(new Step.Replaced(before, after));
            }
        }
        return new Step(applied, touched.addresses(all.size(), sections), replaced);
    }

    /** Takes the latest step back, because another one was committed in its place. */
    public void undo(Step step) {
        var unused = new Touched(all.size());
        step.replaced().reversed()
                .forEach(one -> replace(one.after().articleId(), one.after(), one.before(), unused));
    }

    /** Puts an article as an earlier fold left it. */
    public void restore(SiteArticle article) {
        replace(article.articleId(), articles.get(article.articleId()), article, new Touched(all.size()));
    }

    /** What the site remembers of an article. */
    public Optional<SiteArticle> article(String articleId) {
        return Optional.ofNullable(articles.get(articleId));
    }

    /** What a reader finds at an article address; nothing if no article was ever live there. */
    public Optional<Occupant> at(String path) {
        var claimants = claims.getOrDefault(path, new TreeSet<>()).stream().map(articles::get).toList();
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

    /** Every address that exists without any story. */
    public static Set<Address> furniture() {
        var addresses = new LinkedHashSet<Address>();
        addresses.add(new Address.Home());
        addresses.add(new Address.Feed());
        addresses.add(new Address.Sitemap());
        for (var section : Section.values()) {
            addresses.add(new Address.SectionFront(section));
            addresses.add(new Address.SectionFeed(section));
        }
        return addresses;
    }

    /** Every address at which something stands now. Costs what the site holds. */
    public Set<Address> addresses() {
        var addresses = furniture();
        for (var section : Section.values()) {
            IntStream.rangeClosed(1, archivePages(section)).mapToObj(number -> new Address.Archive(section, number))
                    .forEach(addresses::add);
        }
        IntStream.rangeClosed(1, sitemapParts()).mapToObj(Address.SitemapPart::new).forEach(addresses::add);
        claims.keySet().stream().map(Address.Article::new).forEach(addresses::add);
        tags.keySet().stream().map(Address.Tagged::new).forEach(addresses::add);
        return addresses;
    }

    private static @Nullable String currentPath(SiteArticle article) {
        Story story = article.story();
        return story == null ? null : story.path();
    }

    private Shelf shelf(Section section) {
        return Objects.requireNonNull(sections.get(section));
    }

    private void replace(String articleId, @Nullable SiteArticle before, @Nullable SiteArticle after,
            Touched touched) {
        Story left = before == null ? null : before.story();
        Story entered = after == null ? null : after.story();
        if (left != null && entered != null && left.section() == entered.section()) {
            move(left, entered, after, touched);
        } else {
            if (left != null) {
                takeAway(left, touched);
            }
            if (entered != null) {
                putUp(entered, after, touched);
            }
        }
        relabel(before, after);
        if (before != null) {
            touched.article(before);
        }
        if (after == null) {
            articles.remove(articleId);
        } else {
            articles.put(articleId, after);
            touched.article(after);
        }
    }

    private void move(Story left, Story entered, @Nullable SiteArticle after, Touched touched) {
        boolean live = after != null && after.isLive();
        var shelf = shelf(entered.section());
        int size = shelf.size();
        int from = shelf.remove(left);
        int to = shelf.add(entered, live);
        touched.section(entered.section(), size, Math.min(from, to), Math.max(from, to));
        from = all.remove(left);
        to = all.add(entered, live);
        touched.site(Math.min(from, to), Math.max(from, to));
    }

    private void takeAway(Story story, Touched touched) {
        var shelf = shelf(story.section());
        int size = shelf.size();
        touched.section(story.section(), size, shelf.remove(story), size);
        touched.site(all.remove(story), all.size() + 1);
    }

    private void putUp(Story story, @Nullable SiteArticle article, Touched touched) {
        boolean live = article != null && article.isLive();
        var shelf = shelf(story.section());
        int size = shelf.size();
        touched.section(story.section(), size, shelf.add(story, live), size + 1);
        touched.site(all.add(story, live), all.size());
    }

    /** Moves the article's claims on paths, and its place under its tags. */
    private void relabel(@Nullable SiteArticle before, @Nullable SiteArticle after) {
        if (before != null && before.story() != null) {
            var story = before.story();
            claimed(before).forEach(path -> claims.computeIfPresent(path,
                    (_, ids) -> ids.remove(before.articleId()) && ids.isEmpty() ? null : ids));
            if (before.isLive()) {
                Tag.ofAll(story.tags()).forEach(tag -> tags.computeIfPresent(tag, (_, shelf) -> {
                    shelf.remove(story);
                    return shelf.size() == 0 ? null : shelf;
                }));
            }
        }
        if (after != null && after.story() != null) {
            var story = after.story();
            claimed(after).forEach(path -> claims.computeIfAbsent(path, _ -> new TreeSet<>()).add(after.articleId()));
            if (after.isLive()) {
                Tag.ofAll(story.tags())
                        .forEach(tag -> tags.computeIfAbsent(tag, _ -> new Shelf()).add(story, true));
            }
        }
    }

    private static Set<String> claimed(SiteArticle article) {
        var paths = new TreeSet<>(article.formerPaths());
        if (article.story() != null) {
            paths.add(article.story().path());
        }
        return paths;
    }
}
