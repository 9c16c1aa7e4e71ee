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
    private final Duration length;

    DraftSaves(Target target, Report report, int authors, Duration length) {
        this.target = target;
        this.report = report;
        this.authors = authors;
        this.length = length;
    }

    /**
     * Measures.
     *
     * @param run sets this run's slugs apart from those of earlier runs over the same data
     */
    void run(String run) {
        report.heading("Draft saves: " + authors + " authors for " + length.toSeconds()
                + " s, each saving again when answered");
        try (Connections content = new Connections(target.content())) {
            Drafts drafts = new Drafts(target, content, run + "-saves");
            for (Duration share : new Duration[]{length.dividedBy(2), length}) {
                Latencies latencies = new Latencies();
                int base = share.equals(length) ? authors : 0;
                double perSecond = Clients.run(authors, share, latencies,
                        author -> new Author(drafts, content, base + author)::save);
                if (share.equals(length)) {
                    report.figure("drafts.perSecond", "saves", perSecond, "/s");
                    report.latencies("drafts.save", "one save", latencies);
                }
            }
        }
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
