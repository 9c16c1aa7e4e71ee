package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.SiteState;
import org.jspecify.annotations.Nullable;

/** Where a page of the public site stands, or may stand. Two are the same if their paths are. */
public final class Address {
    private final String path;
    private final Function<SiteState, @Nullable Page> page;

    private Address(String path, Function<SiteState, @Nullable Page> page) {
        this.path = path;
        this.page = page;
    }

    static <K> Stream<Address> of(PageKind<K> kind, Collection<K> keys) {
        return keys.stream().map(key -> new Address(kind.path(key), site -> kind.set(key, site)));
    }

    /** The absolute path readers ask for, decoded. */
    public String path() {
        return path;
    }

    /** The page that stands here on that site; null if there is none (any more). */
    public @Nullable Page set(SiteState site) {
        return page.apply(site);
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
