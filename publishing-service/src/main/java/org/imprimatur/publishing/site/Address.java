package org.imprimatur.publishing.site;

/** Something the public site serves, named by what it shows; its path follows from that. */
public sealed interface Address {
    /** The absolute path readers ask for, decoded. */
    String path();

    /** The front page. */
    record Home() implements Address {
        @Override
        public String path() {
            return "/";
        }
    }

    /** A section's newest stories. */
    record SectionFront(Section section) implements Address {
        @Override
        public String path() {
            return "/" + section.slug() + "/";
        }
    }

    /** A full page of a section's older stories; number 1 holds the oldest. */
    record Archive(Section section, int number) implements Address {
        @Override
        public String path() {
            return "/" + section.slug() + "/page/" + number + "/";
        }
    }

    /** Where one or more articles stand, stood or moved away from. */
    record Article(String path) implements Address {}

    /** The newest stories under one tag. */
    record Tagged(Tag tag) implements Address {
        @Override
        public String path() {
            return tag.path();
        }
    }

    /** The Atom feed of the whole site. */
    record Feed() implements Address {
        @Override
        public String path() {
            return "/feed.atom";
        }
    }

    /** A section's Atom feed. */
    record SectionFeed(Section section) implements Address {
        @Override
        public String path() {
            return "/" + section.slug() + "/feed.atom";
        }
    }

    /** The sitemap: all addresses while they fit in one part, an index of the parts after that. */
    record Sitemap() implements Address {
        @Override
        public String path() {
            return "/sitemap.xml";
        }
    }

    /** One part of a large site's map; number 1 holds the oldest stories. */
    record SitemapPart(int number) implements Address {
        @Override
        public String path() {
            return "/sitemap-" + number + ".xml";
        }
    }
}
