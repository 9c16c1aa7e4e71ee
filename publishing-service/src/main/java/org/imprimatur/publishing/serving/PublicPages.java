package org.imprimatur.publishing.serving;

import org.imprimatur.publishing.release.PublicSite;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All pages of the site, in memory. One write of a reference shows a new edition; readers never wait for it. */
final class PublicPages implements PublicSite {
    private final Headers headers;
    private volatile PathTable<Answer> table = PathTable.empty();

    PublicPages(Headers headers) {
        this.headers = headers;
    }

    @Nullable
    Answer at(String path) {
        return table.get(path);
    }

    /** Only the publisher calls this, one edition after the other. */
    @Override
    public Prepared prepare(Collection<Page> pages, Collection<String> removed) {
        List<Answer> answers = pages.stream().map(page -> new Answer(page, headers)).toList();
        var next = table.with(answers, Answer::path, removed);
        return () -> table = next;
    }
}
