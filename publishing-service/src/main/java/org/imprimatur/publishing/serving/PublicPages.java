package org.imprimatur.publishing.serving;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.publishing.search.SiteSearch;

/** The pages that stand on the site. One write of a reference shows a new edition; readers never wait for it. */
final class PublicPages implements PublicSite {
    private final PageCache cache;
    private final SiteSearch search;
    private volatile Shown shown = Shown.NOTHING;

    PublicPages(PageCache cache, SiteSearch search) {
        this.cache = cache;
        this.search = search;
        // Never while an edition is being shown.
        search.listen(searcher -> shown = new Shown(shown.edition(), shown.pages(), searcher));
    }

    /** What readers see now; to be asked for once for each request. */
    Shown shown() {
        return shown;
    }

    /** Only the publisher calls this, one edition after the other. */
    @Override
    public Prepared prepare(Version version, Collection<PathChange> changes, Collection<PageBytes> bytes) {
        var byHash = bytes.stream().collect(Collectors.toMap(PageBytes::hash, one -> one, (one, _) -> one));
        List<Answer> answers = changes.stream().filter(change -> change.hash() != null).map(Answer::of).toList();
        var removed = changes.stream().filter(change -> change.hash() == null).map(PathChange::path).toList();
        var next = shown.pages().with(answers, Answer::path, removed);
        var found = search.prepare(version);
        for (var answer : answers) {
            var fresh = byHash.get(answer.hash());
            if (fresh != null) {
                // Under their hash: until the edition is shown, nobody asks for them.
                cache.put(answer, fresh);
            }
        }
        return () -> search.show(found, searcher -> shown = new Shown(version.number(), next, searcher));
    }
}
