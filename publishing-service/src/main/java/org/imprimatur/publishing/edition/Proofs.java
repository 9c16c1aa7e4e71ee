package org.imprimatur.publishing.edition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.Page;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.Address;
import org.imprimatur.publishing.site.Occupant;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints what a step may have changed and keeps what really did. */
final class Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    /** One path that changes, with its bytes unless nothing is left there. */
    record Proof(PathChange change, @Nullable Sheet sheet) {}

    private final Typesetter typesetter;
    private final Function<Story, Page> stories;
    private final Bindery bindery;

    Proofs(Typesetter typesetter, Bindery bindery) {
        this(typesetter, typesetter::story, bindery);
    }

    /** @param stories how a story's own page is set; may fail for a story, which is then no other's misfortune */
    Proofs(Typesetter typesetter, Function<Story, Page> stories, Bindery bindery) {
        this.typesetter = typesetter;
        this.stories = stories;
        this.bindery = bindery;
    }

    /**
     * Sets the addresses' pages, on all cores.
     *
     * @param placed what readers see at each path now
     * @throws UnprintableStoryException if a story is to blame for a page that can't be set
     */
    List<Proof> pull(Collection<Address> addresses, SiteState site, Map<String, PathChange> placed) {
        Predicate<Address> ofOneStory = Address.Article.class::isInstance;
        // Stories first: if one can't be set, it is known which, and no list that names it has been tried.
        var proofs = new ArrayList<>(changed(addresses.parallelStream().filter(ofOneStory), site, placed));
        proofs.addAll(changed(addresses.parallelStream().filter(ofOneStory.negate()), site, placed));
        return proofs;
    }

    /** The pages that hold no story, as far as they differ from what readers see. */
    List<Proof> fixtures(Map<String, PathChange> placed) {
        return typesetter.fixtures().parallelStream().map(page -> proof(page, placed)).filter(Objects::nonNull)
                .toList();
    }

    /** @throws UnprintableStoryException if the story can't be set as a page */
    void requirePrintable(Story story) {
        setStory(story);
    }

    /**
     * Prints pages that were printed before, to have their bytes again.
     *
     * @param site as it was when they were printed last
     * @return the sheets, by hash, of those that came out as they were; a page of an earlier template version doesn't
     */
    Map<String, Sheet> again(Collection<PathChange> printed, SiteState site) {
        var wanted = printed.stream().collect(Collectors.toMap(PathChange::path, Function.identity()));
        var pages = Stream.concat(typesetter.fixtures().stream(), site.addresses().stream()
                .filter(address -> wanted.containsKey(address.path()))
                .flatMap(address -> Stream.ofNullable(typesetter.set(address, site))));
        var sheets = new HashMap<String, Sheet>();
        pages.forEach(page -> {
            byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
            String hash = Hash.sha256(bytes).labelled();
            var change = wanted.get(page.path());
            if (change != null && hash.equals(change.hash())) {
                sheets.put(hash, bind(hash, page, bytes));
            }
        });
        return sheets;
    }

    private List<Proof> changed(Stream<Address> addresses, SiteState site, Map<String, PathChange> placed) {
        return addresses.map(address -> changed(address, site, placed)).filter(Objects::nonNull).toList();
    }

    private @Nullable Proof changed(Address address, SiteState site, Map<String, PathChange> placed) {
        Story story = address instanceof Address.Article && site.at(address.path())
                .orElse(null) instanceof Occupant.Shown(var shown) ? shown : null;
        var page = story != null ? setStory(story) : set(address, site);
        if (page != null) {
            return proof(page, placed);
        }
        return placed.containsKey(address.path()) ? new Proof(PathChange.removed(address.path()), null) : null;
    }

    /** What takes a story off the site must not fail for the sake of how it looks. */
    private @Nullable Page set(Address address, SiteState site) {
        try {
            return typesetter.set(address, site);
        } catch (RuntimeException | StackOverflowError failure) {
            var occupant = address instanceof Address.Article ? site.at(address.path()).orElse(null) : null;
            if (occupant instanceof Occupant.WasWithdrawn || occupant instanceof Occupant.WasTakenDown) {
                LOG.error("The notice at {} can't be set; readers see a bare one", address.path(), failure);
                return Page.bare(address.path(), occupant instanceof Occupant.WasTakenDown ? 451 : 410);
            }
            throw failure;
        }
    }

    private Page setStory(Story story) {
        try {
            return stories.apply(story);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new UnprintableStoryException(story.articleId(), story.sequence(), failure);
        }
    }

    private @Nullable Proof proof(Page page, Map<String, PathChange> placed) {
        byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
        String hash = Hash.sha256(bytes).labelled();
        var change = new PathChange(page.path(), page.status(), hash, page.contentType(), page.location());
        return change.equals(placed.get(page.path())) ? null : new Proof(change, bind(hash, page, bytes));
    }

    private Sheet bind(String hash, Page page, byte[] bytes) {
        return bindery.bind(hash, page.contentType(), bytes, page.path().startsWith("/assets/"));
    }
}
