package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.archive.PageBytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.Address;
import org.imprimatur.publishing.page.Page;
import org.imprimatur.publishing.page.SitePages;
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
    private static final Logger LOG = LoggerFactory.getLogger(PageRenderer.class);

    /** One path that changes, with its bytes unless nothing is left there. */
    record Rendered(PathChange change, @Nullable PageBytes bytes) {}

    private final SitePages pages;
    private final Function<Story, Page> stories;

    PageRenderer(SitePages pages) {
        this(pages, pages::story);
    }

    /** @param stories how a story's own page is rendered; may fail for a story, which is then no other's misfortune */
    PageRenderer(SitePages pages, Function<Story, Page> stories) {
        this.pages = pages;
        this.stories = stories;
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
     * @throws UnrenderableStoryException if a story is to blame for a page that can't be rendered
     */
    List<Rendered> changed(Collection<Address> addresses, SiteState site, Map<String, PathChange> placed) {
        Predicate<Address> ofOneStory = address -> site.at(address.path()).isPresent();
        // Stories first: if one can't be rendered, it is known which, and no list that names it has been tried.
        var found = new ArrayList<>(changed(addresses.parallelStream().filter(ofOneStory), site, placed));
        found.addAll(changed(addresses.parallelStream().filter(ofOneStory.negate()), site, placed));
        return found;
    }

    /** @throws UnrenderableStoryException if the story can't be rendered as a page */
    void requireRenderable(Story story) {
        renderStory(story);
    }

    /**
     * Renders pages that were rendered before, to have their bytes again.
     *
     * @param site as it was when they were rendered last
     * @return those, by hash, that came out as they were; a page of an earlier template version doesn't
     */
    Map<String, PageBytes> again(Collection<PathChange> changes, SiteState site) {
        var wanted = changes.stream().collect(Collectors.toMap(PathChange::path, Function.identity()));
        var again = pages.all(site).stream().filter(address -> wanted.containsKey(address.path()))
                .flatMap(address -> Stream.ofNullable(address.set(site)));
        var found = new HashMap<String, PageBytes>();
        again.forEach(page -> {
            byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
            String hash = Hash.sha256(bytes).labelled();
            var change = wanted.get(page.path());
            if (change != null && hash.equals(change.hash())) {
                found.put(hash, compressed(hash, page, bytes));
            }
        });
        return found;
    }

    private List<Rendered> changed(Stream<Address> addresses, SiteState site, Map<String, PathChange> placed) {
        return addresses.map(address -> changed(address, site, placed)).filter(Objects::nonNull).toList();
    }

    private @Nullable Rendered changed(Address address, SiteState site, Map<String, PathChange> placed) {
        Story story = site.at(address.path()).orElse(null) instanceof Occupant.Shown(var shown) ? shown : null;
        var page = story != null ? renderStory(story) : render(address, site);
        if (page != null) {
            return rendered(page, placed);
        }
        return placed.containsKey(address.path()) ? new Rendered(PathChange.removed(address.path()), null) : null;
    }

    /** What takes a story off the site must not fail for the sake of how it looks. */
    private @Nullable Page render(Address address, SiteState site) {
        try {
            return address.set(site);
        } catch (RuntimeException | StackOverflowError failure) {
            var occupant = site.at(address.path()).orElse(null);
            if (occupant instanceof Occupant.WasWithdrawn || occupant instanceof Occupant.WasTakenDown) {
                LOG.error("The notice at {} can't be rendered; readers see a bare one", address.path(), failure);
                return Page.bare(address.path(), occupant instanceof Occupant.WasTakenDown ? 451 : 410);
            }
            throw failure;
        }
    }

    private Page renderStory(Story story) {
        try {
            return stories.apply(story);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new UnrenderableStoryException(story.articleId(), story.sequence(), failure);
        }
    }

    private @Nullable Rendered rendered(Page page, Map<String, PathChange> placed) {
        byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
        String hash = Hash.sha256(bytes).labelled();
        var change = new PathChange(page.path(), page.status(), hash, page.contentType(), page.location());
        return change.equals(placed.get(page.path())) ? null : new Rendered(change, compressed(hash, page, bytes));
    }

    private static PageBytes compressed(String hash, Page page, byte[] bytes) {
        return PageBytes.compressed(hash, page.contentType(), bytes, page.path().startsWith("/assets/"));
    }
}
