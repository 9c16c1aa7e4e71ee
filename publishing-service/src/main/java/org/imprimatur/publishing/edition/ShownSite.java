package org.imprimatur.publishing.edition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.imprimatur.publishing.site.SiteState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this instance knows and shows: the fold over all decisions, what stands at each path, and the edition up to which
 * both are true. It only ever goes from one edition to the next. Not safe for use by several threads: the press's lock
 * guards it.
 */
final class ShownSite {
    private static final Logger LOG = LoggerFactory.getLogger(ShownSite.class);

    private final SiteState state = new SiteState();
    private final Map<String, PathChange> placed = new HashMap<>();
    private final List<EditionListener> listeners = new CopyOnWriteArrayList<>();
    private final ShopWindow window;
    private @Nullable Edition latest;

    ShownSite(ShopWindow window) {
        this.window = window;
    }

    SiteState state() {
        return state;
    }

    /** What readers see at each path. */
    Map<String, PathChange> placed() {
        return placed;
    }

    @Nullable
    Edition latest() {
        return latest;
    }

    /** 0 before the first edition. */
    long number() {
        return latest == null ? 0 : latest.number();
    }

    /** May be called by any thread. */
    void listen(EditionListener listener) {
        listeners.add(listener);
    }

    /** Takes over what stood at a path when the site was last written down. */
    void place(PathChange change) {
        if (change.hash() == null) {
            placed.remove(change.path());
        } else {
            placed.put(change.path(), change);
        }
    }

    /** Stands at that edition now, without any reader seeing it yet. */
    void stand(Edition edition) {
        edition.changes().forEach(this::place);
        latest = edition;
    }

    /** Goes on to the edition that comes next, whose decisions the fold has taken in; readers see it on return. */
    void show(Edition edition, Map<String, Sheet> bytes) {
        stand(edition);
        window.show(pages(edition.changes(), bytes),
                edition.changes().stream().filter(change -> change.hash() == null).map(PathChange::path).toList());
        listeners.forEach(listener -> listener.shown(edition));
        LOG.info("Edition {} by {}: {} causes, {} paths", edition.number(), edition.press(), edition.causes().size(),
                edition.changes().size());
    }

    /** Shows the whole site at once, as it stands. */
    void showAll(List<PublicPage> pages) {
        window.show(pages, List.of());
    }

    /** The pages that those changes put up. */
    static List<PublicPage> pages(Collection<PathChange> changes, Map<String, Sheet> bytes) {
        var pages = new ArrayList<PublicPage>(changes.size());
        for (var change : changes) {
            Optional.ofNullable(change.hash()).map(bytes::get)
                    .map(sheet -> new PublicPage(change.path(), change.status(), change.location(), sheet))
                    .ifPresent(pages::add);
        }
        return pages;
    }
}
