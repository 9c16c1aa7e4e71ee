package org.imprimatur.publishing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.imprimatur.publishing.page.Address;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.Page;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;

/** A site with its pages, rendered as an instance does it: after each step only what the step names. */
public final class Printed {
    public static final Masthead MASTHEAD = new Masthead("https://gazette.example", "The Gazette", "What is new.");

    private final SitePages kinds = new SitePages(MASTHEAD);
    private SiteState site = SiteState.EMPTY;
    private final Map<String, Page> pages = new TreeMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private long editions;

    public Printed() {
        print(kinds.all(site));
    }

    /** The same site, to go on from without changing the other. */
    public Printed(Printed other) {
        site = other.site;
        editions = other.editions;
        pages.putAll(other.pages);
        bodies.putAll(other.bodies);
    }

    public void take(List<? extends ArticleChange> decided) {
        for (var change : decided) {
            if (change instanceof ArticleChange.Approved approved) {
                bodies.put(approved.story().key(), approved.body());
            }
        }
        var step = site.apply(++editions, List.copyOf(decided));
        site = step.after();
        print(kinds.touchedBy(step));
    }

    /** Path to page, as readers see them. */
    public Map<String, Page> pages() {
        return pages;
    }

    /** The page at a path that has one. */
    public Page page(String path) {
        return Objects.requireNonNull(pages.get(path), path);
    }

    /** Every page that the site has, printed anew from what it holds now. */
    public Map<String, Page> printedAnew() {
        return printed(site);
    }

    /** Every page of that site. */
    public Map<String, Page> printed(SiteState site) {
        var anew = new TreeMap<String, Page>();
        for (var address : kinds.all(site)) {
            var page = address.set(site, this::body);
            if (page != null) {
                anew.put(address.path(), page);
            }
        }
        return anew;
    }

    /** The addresses that a step from here would touch. */
    public Set<Address> touchedBy(Step step) {
        return kinds.touchedBy(step);
    }

    /** How many steps led here. */
    public long editions() {
        return editions;
    }

    public SiteState site() {
        return site;
    }

    private String body(Story story) {
        return Objects.requireNonNull(bodies.get(story.key()), story.key());
    }

    private void print(Collection<Address> addresses) {
        for (var address : addresses) {
            var page = address.set(site, this::body);
            if (page == null) {
                pages.remove(address.path());
            } else {
                pages.put(address.path(), page);
            }
        }
    }
}
