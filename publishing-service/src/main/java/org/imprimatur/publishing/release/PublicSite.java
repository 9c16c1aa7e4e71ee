package org.imprimatur.publishing.release;

import java.util.Collection;
import java.util.Map;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** The site as readers of this instance see it. */
public interface PublicSite {
    /**
     * Makes everything ready that showing an edition needs, memory included; readers notice nothing yet, and never will
     * if this fails or the result is dropped. Valid until something else is shown.
     *
     * @param next what readers see afterwards
     * @param changes what it puts at paths; all other paths stay as they are
     * @param bytes of those pages that readers are likely to ask for; of all others they are fetched when asked for
     */
    Prepared prepare(Version next, Collection<PathChange> changes, Collection<PageBytes> bytes);

    /**
     * The site as one edition leaves it.
     *
     * @param edition absent before the first
     * @param whole whether it takes the place of all that was shown before, rather than following on it by one edition
     */
    record Version(@Nullable Edition edition, SiteState site, boolean whole) {
        /** 0 before the first edition. */
        public long number() {
            return edition == null ? 0 : edition.number();
        }
    }

    /** Pages that have only to be shown. */
    @FunctionalInterface
    interface Prepared {
        /** Shows them all at once: no reader sees one page of an edition without the rest. Can't fail. */
        void show();
    }

    /** Where the texts of stories come from, of which the site's state holds none. */
    @FunctionalInterface
    interface Texts {
        /**
         * The texts of those stories, Markdown, as far as they are there; by {@link Story#key}. Takes its time.
         *
         * @throws RuntimeException of the database's driver if it can't be told now
         */
        Map<String, String> bodies(Collection<Story> stories);
    }

    /** Where bytes come from that aren't at hand. */
    @FunctionalInterface
    interface Source {
        /**
         * The bytes of that page; null if they are nowhere to be had. Takes its time.
         *
         * @throws RuntimeException of the database's driver if it can't be told now
         */
        @Nullable
        PageBytes load(PathChange page);
    }
}
