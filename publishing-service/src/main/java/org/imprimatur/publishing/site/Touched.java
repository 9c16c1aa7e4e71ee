package org.imprimatur.publishing.site;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gathers, change by change, the addresses a step touches. To name one too many costs a page that comes out as it was;
 * to miss one leaves readers with an old page until something else touches it.
 */
final class Touched {
    /** Ranks of a shelf whose occupant changed; everything above the lowest if its size did. */
    private static final class Ranks {
        private final int sizeBefore;
        private int lowest = Integer.MAX_VALUE;
        private int highest = -1;

        Ranks(int sizeBefore) {
            this.sizeBefore = sizeBefore;
        }

        void add(int from, int to) {
            lowest = Math.min(lowest, from);
            highest = Math.max(highest, to);
        }
    }

    private final Set<Address> addresses = new LinkedHashSet<>();
    private final Map<Section, Ranks> sections = new EnumMap<>(Section.class);
    private final Ranks all;

    Touched(int sizeBefore) {
        all = new Ranks(sizeBefore);
    }

    void article(SiteArticle article) {
        Story story = article.story();
        if (story != null) {
            addresses.add(new Address.Article(story.path()));
            Tag.ofAll(story.tags()).forEach(tag -> addresses.add(new Address.Tagged(tag)));
        }
        article.formerPaths().forEach(path -> addresses.add(new Address.Article(path)));
    }

    void section(Section section, int sizeBefore, int from, int to) {
        sections.computeIfAbsent(section, _ -> new Ranks(sizeBefore)).add(from, to);
    }

    void site(int from, int to) {
        all.add(from, to);
    }

    Set<Address> addresses(int siteSize, Map<Section, Shelf> shelves) {
        sections.forEach((section, ranks) -> {
            addresses.add(new Address.SectionFront(section));
            addresses.add(new Address.SectionFeed(section));
            var shelf = shelves.get(section);
            archives(section, ranks, shelf == null ? 0 : shelf.size());
        });
        if (all.highest >= 0) {
            addresses.add(new Address.Home());
            addresses.add(new Address.Feed());
            addresses.add(new Address.Sitemap());
            sitemapParts(siteSize);
        }
        return addresses;
    }

    private void archives(Section section, Ranks ranks, int size) {
        int before = Paging.archivePages(ranks.sizeBefore);
        int after = Paging.archivePages(size);
        int last = Math.max(before, after);
        int lastTouched = Math.min(last, ranks.highest / Paging.PAGE + 1);
        for (int number = ranks.lowest / Paging.PAGE + 1; number <= lastTouched; number++) {
            addresses.add(new Address.Archive(section, number));
        }
        // The page that was the newest links to the front until a newer one exists.
        for (int number = Math.max(1, Math.min(before, after)); before != after && number <= last; number++) {
            addresses.add(new Address.Archive(section, number));
        }
    }

    private void sitemapParts(int size) {
        int before = Paging.sitemapParts(all.sizeBefore);
        int after = Paging.sitemapParts(size);
        int first = before == 0 ? 1 : Math.min(all.lowest / Paging.SITEMAP_PART, before) + 1;
        int last = before == after ? Math.min(after, all.highest / Paging.SITEMAP_PART + 1) : Math.max(before, after);
        for (int number = first; number <= last; number++) {
            addresses.add(new Address.SitemapPart(number));
        }
    }
}
