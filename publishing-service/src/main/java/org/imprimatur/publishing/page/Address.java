package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** Where a page of the public site stands, or may stand. Two are the same if their paths are. */
public final class Address {
    private final String path;
    private final BiFunction<SiteState, Bodies, @Nullable Page> page;
    private final Function<SiteState, List<Story>> inFull;

    private Address(String path, BiFunction<SiteState, Bodies, @Nullable Page> page,
            Function<SiteState, List<Story>> inFull) {
        this.path = path;
        this.page = page;
        this.inFull = inFull;
    }

    static <K> Stream<Address> of(PageKind<K> kind, Collection<K> keys) {
        return keys.stream().map(key -> new Address(kind.path(key), (site, bodies) -> kind.set(key, site, bodies),
                site -> kind.inFull(key, site)));
    }

    /** The absolute path readers ask for, decoded. */
    public String path() {
        return path;
    }

    /**
     * The page that stands here on that site; null if there is none (any more).
     *
     * @param bodies of those stories, at least, that the page shows in full
     */
    public @Nullable Page set(SiteState site, Bodies bodies) {
        return page.apply(site, bodies);
    }

    /** The stories whose whole text is on the page that stands here on that site. */
    public List<Story> inFull(SiteState site) {
        return inFull.apply(site);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && address.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
