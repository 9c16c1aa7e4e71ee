package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.archive.PageBytes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.Address;
import org.imprimatur.publishing.page.Page;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Occupant;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders what a step may have changed, and keeps what really did. */
final class PageRenderer {
    /** How many pages' texts are in memory at one time. */
    private static final int AT_ONCE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(PageRenderer.class);

    /** One path that changes, with its bytes unless nothing is left there. */
    record Rendered(PathChange change, @Nullable PageBytes bytes) {}

    private final SitePages pages;
    private final BiFunction<Story, String, Page> stories;
    private final Function<Collection<Story>, Map<String, String>> kept;

    /** @param kept finds the texts of stories that were approved earlier, by {@link Story#key} */
    PageRenderer(SitePages pages, Function<Collection<Story>, Map<String, String>> kept) {
        this(pages, pages::story, kept);
    }

    /** @param stories how a story's own page is rendered; may fail for a story, which is then no other's misfortune */
    PageRenderer(SitePages pages, BiFunction<Story, String, Page> stories,
            Function<Collection<Story>, Map<String, String>> kept) {
        this.pages = pages;
        this.stories = stories;
        this.kept = kept;
    }

    /** Every address whose page the step may have changed. */
    Set<Address> touchedBy(Step step) {
        return pages.touchedBy(step);
    }

    /** Every address at which something stands on that site. */
    Set<Address> all(SiteState site) {
        return pages.all(site);
    }

    /**
     * Renders the addresses' pages, on all cores.
     *
     * @param placed what readers see at each path now
     * @param causes what was decided; the texts of what is approved by it are at hand
     * @throws UnrenderableStoryException if a story is to blame for a page that can't be rendered
     */
    List<Rendered> changed(Collection<Address> addresses, SiteState site, Map<String, PathChange> placed,
            List<ArticleChange> causes) {
        var atHand = new HashMap<String, String>();
        for (var cause : causes) {
            if (cause instanceof ArticleChange.Approved approved) {
                atHand.put(approved.story().key(), approved.body());
            }
        }
        Predicate<Address> ofOneStory = address -> site.at(address.path()).isPresent();
        // Stories first: if one can't be rendered, it is known which, and no list that names it has been tried.
        var ordered = Stream
                .concat(addresses.stream().filter(ofOneStory), addresses.stream().filter(ofOneStory.negate()))
                .toList();
        var found = new ArrayList<Rendered>();
        for (int from = 0; from < ordered.size(); from += AT_ONCE) {
            var some = ordered.subList(from, Math.min(ordered.size(), from + AT_ONCE));
            var bodies = bodies(some, site, atHand);
            some.parallelStream().map(address -> changed(address, site, placed, bodies)).filter(Objects::nonNull)
                    .forEachOrdered(found::add);
        }
        return found;
    }

    /** @throws UnrenderableStoryException if the story can't be rendered as a page */
    void requireRenderable(ArticleChange.Approved approved) {
        renderStory(approved.story(), approved.body());
    }

    /**
     * Renders pages that were rendered before, to have their bytes again.
     *
     * @param site as it was when they were rendered last
     * @return those, by hash, that came out as they were; a page of an earlier template version doesn't
     */
    Map<String, PageBytes> again(Collection<PathChange> changes, SiteState site) {
        var wanted = changes.stream().collect(Collectors.toMap(PathChange::path, Function.identity()));
        var addresses = pages.all(site).stream().filter(address -> wanted.containsKey(address.path())).toList();
        var found = new HashMap<String, PageBytes>();
        for (int from = 0; from < addresses.size(); from += AT_ONCE) {
            var some = addresses.subList(from, Math.min(addresses.size(), from + AT_ONCE));
            var bodies = bodies(some, site, Map.of());
            // A story whose text is lost, too, is its own misfortune.
            some.stream().filter(address -> address.inFull(site).stream().map(Story::key).allMatch(bodies::containsKey))
                    .flatMap(address -> Stream.ofNullable(address.set(site, story -> body(story, bodies))))
                    .forEach(page -> again(page, wanted.get(page.path()))
                            .ifPresent(bytes -> found.put(bytes.hash(), bytes)));
        }
        return found;
    }

    private static Optional<PageBytes> again(Page page, @Nullable PathChange wanted) {
        byte[] bytes = page.bytes();
        String hash = Hash.sha256(bytes).labelled();
        return wanted != null && hash.equals(wanted.hash())
                ? Optional.of(compressed(hash, page, bytes))
                : Optional.empty();
    }

    private Map<String, String> bodies(List<Address> addresses, SiteState site, Map<String, String> atHand) {
        var missing = addresses.stream().flatMap(address -> address.inFull(site).stream())
                .filter(story -> !atHand.containsKey(story.key())).toList();
        if (missing.isEmpty()) {
            return atHand;
        }
        var bodies = new HashMap<>(kept.apply(missing));
        bodies.putAll(atHand);
        return bodies;
    }

    private static String body(Story story, Map<String, String> bodies) {
        var body = bodies.get(story.key());
        if (body == null) {
            // The database's failure, not the story's: it is tried again, and nobody gives the story up.
            throw new IllegalStateException("The text of " + story.key() + " is missing");
        }
        return body;
    }

    private @Nullable Rendered changed(Address address, SiteState site, Map<String, PathChange> placed,
            Map<String, String> bodies) {
        Story story = site.at(address.path()).orElse(null) instanceof Occupant.Shown(var shown) ? shown : null;
        var page = story != null ? renderStory(story, body(story, bodies)) : render(address, site, bodies);
        if (page != null) {
            return rendered(page, placed);
        }
        return placed.containsKey(address.path()) ? new Rendered(PathChange.removed(address.path()), null) : null;
    }

    /** What takes a story off the site must not fail for the sake of how it looks. */
    private @Nullable Page render(Address address, SiteState site, Map<String, String> bodies) {
        try {
            return address.set(site, story -> body(story, bodies));
        } catch (RuntimeException | StackOverflowError failure) {
            var occupant = site.at(address.path()).orElse(null);
            if (occupant instanceof Occupant.WasWithdrawn || occupant instanceof Occupant.WasTakenDown) {
                LOG.error("The notice at {} can't be rendered; readers see a bare one", address.path(), failure);
                return Page.bare(address.path(), occupant instanceof Occupant.WasTakenDown ? 451 : 410);
            }
            throw failure;
        }
    }

    private Page renderStory(Story story, String body) {
        try {
            return stories.apply(story, body);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new UnrenderableStoryException(story.articleId(), story.sequence(), failure);
        }
    }

    private @Nullable Rendered rendered(Page page, Map<String, PathChange> placed) {
        byte[] bytes = page.bytes();
        String hash = Hash.sha256(bytes).labelled();
        var change = new PathChange(page.path(), page.status(), hash, page.contentType(), page.location());
        return change.equals(placed.get(page.path())) ? null : new Rendered(change, compressed(hash, page, bytes));
    }

    private static PageBytes compressed(String hash, Page page, byte[] bytes) {
        return PageBytes.compressed(hash, page.contentType(), bytes, page.path().startsWith("/assets/"));
    }
}
