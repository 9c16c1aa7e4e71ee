package org.imprimatur.benchmarks;

import java.time.Duration;
import org.imprimatur.benchmarks.Drafts.Draft;
import org.imprimatur.benchmarks.report.Latencies;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Reply;

/** Authors who save again as soon as they are answered, each on an article of their own. */
final class DraftSaves {
    private final Target target;
    private final Report report;
    private final int authors;
    private final Duration warmUp;
    private final Duration length;

    DraftSaves(Target target, Report report, int authors, Duration warmUp, Duration length) {
        this.target = target;
        this.report = report;
        this.authors = authors;
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * Measures.
     *
     * @param run sets this run's slugs apart from those of earlier runs over the same data
     */
    void run(String run) {
        report.heading("Draft saves: " + authors + " authors for " + length.toSeconds()
                + " s after " + warmUp.toSeconds() + " s to warm up, each saving again when answered");
        try (Connections content = new Connections(target.content())) {
            Drafts drafts = new Drafts(target, content, run + "-saves");
            save(drafts, content, 0, warmUp, new Latencies());
            Latencies latencies = new Latencies();
            report.figure("drafts.perSecond", "saves", save(drafts, content, authors, length, latencies), "/s");
            report.latencies("drafts.save", "one save", latencies);
        }
    }

    /** Returns saves a second; the authors' numbers begin at {@code first}, since two may not share an article. */
    private double save(Drafts drafts, Connections content, int first, Duration time, Latencies latencies) {
        return Clients.run(authors, time, latencies, author -> new Author(drafts, content, first + author)::save);
    }

    /** Somebody who saves one article over and over. */
    private static final class Author {
        private final Drafts drafts;
        private final Connections content;
        private final int number;
        private Draft draft;
        private int times;

        Author(Drafts drafts, Connections content, int number) {
            this.drafts = drafts;
            this.content = content;
            this.number = number;
            draft = drafts.create(number);
        }

        void save() {
            Reply reply = content.send(drafts.save(draft, number, ++times)).expect(200);
            draft = new Draft(draft.id(), reply.header("etag"), draft.section(), draft.slug());
        }
    }
}
