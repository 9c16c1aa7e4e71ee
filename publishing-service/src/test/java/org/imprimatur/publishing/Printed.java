package org.imprimatur.publishing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.Page;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.Address;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteState;

/** A site with its pages, printed as the press prints them: after each step only what the step names. */
public final class Printed {
    public static final Masthead MASTHEAD = new Masthead("https://gazette.example", "The Gazette", "What is new.");

    private final Typesetter typesetter = new Typesetter(MASTHEAD);
    private SiteState site = SiteState.EMPTY;
    private final Map<String, Page> pages = new TreeMap<>();
    private final Set<Address> seen = new HashSet<>(SiteState.furniture());

    public Printed() {
        print(SiteState.furniture());
    }

    public void take(List<? extends ArticleChange> decided) {
        List<ArticleChange> changes = List.copyOf(decided);
        var step = site.apply(changes);
        site = step.after();
        seen.addAll(step.affected());
        print(step.affected());
    }

    /** Path to page, as readers see them. */
    public Map<String, Page> pages() {
        return pages;
    }

    /** The page at a path that has one. */
    public Page page(String path) {
        return Objects.requireNonNull(pages.get(path), path);
    }

    /** The same, printed anew from what the site holds now. */
    public Map<String, Page> printedAnew() {
        var anew = new TreeMap<String, Page>();
        for (var address : seen) {
            var page = typesetter.set(address, site);
            if (page != null) {
                anew.put(address.path(), page);
            }
        }
        return anew;
    }

    public SiteState site() {
        return site;
    }

    private void print(Set<Address> addresses) {
        for (var address : addresses) {
            var page = typesetter.set(address, site);
            if (page == null) {
                pages.remove(address.path());
            } else {
                pages.put(address.path(), page);
            }
        }
    }
}
