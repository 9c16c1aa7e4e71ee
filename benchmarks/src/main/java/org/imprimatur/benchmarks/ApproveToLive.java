package org.imprimatur.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.imprimatur.benchmarks.Drafts.Draft;
import org.imprimatur.benchmarks.report.Latencies;
import org.imprimatur.benchmarks.report.Report;
import org.imprimatur.benchmarks.wire.Connection;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Reply;
import org.imprimatur.benchmarks.wire.Request;
import org.imprimatur.tlog.merkle.Hash;

/**
 * From an approval to a reader's hands. Approvals are sent at times fixed beforehand, whether or not earlier ones have
 * been answered, and each is measured from the time at which it was due: a stack that stalls can't slow its own
 * measurement down. Readers ask again every half millisecond, over connections of their own.
 */
final class ApproveToLive {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS = 500_000;

    private final Target target;
    private final Report report;
    private final int perSecond;
    private final Duration warmUp;
    private final Duration length;

    private final Latencies answered = new Latencies();
    private final Latencies page = new Latencies();
    private final Latencies home = new Latencies();
    private final Latencies section = new Latencies();
    private final Latencies feed = new Latencies();

    ApproveToLive(Target target, Report report, int perSecond, Duration warmUp, Duration length) {
        this.target = target;
        this.report = report;
        this.perSecond = perSecond;
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * Measures; returns the path of the last article that went live.
     *
     * @param run sets this run's slugs apart from those of earlier runs over the same data
     * @throws IllegalStateException if an article didn't go live within half a minute or with other bytes than its
     *     edition names
     */
    String run(String run) {
        report.heading("Approve to live: " + perSecond + " approvals/s for " + length.toSeconds() + " s after "
                + warmUp.toSeconds() + " s to warm up, measured by readers");
        try (Connections content = new Connections(target.content());
                Connections site = new Connections(target.site());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Drafts drafts = new Drafts(target, content, run);
            List<Draft> waiting = prepare(drafts, threads);
            List<Future<?>> ends = new ArrayList<>();
            int notCounted = perSecond * (int) warmUp.toSeconds();
            long period = Duration.ofSeconds(1).toNanos() / perSecond;
            long start = System.nanoTime() + period;
            for (int i = 0; i < waiting.size(); i++) {
                Draft draft = waiting.get(i);
                byte[] approval = drafts.approval(draft);
                long due = start + i * period;
                boolean counts = i >= notCounted;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                ends.add(threads.submit(() -> approve(content, approval, due, counts)));
                ends.add(threads.submit(() -> watch(site, draft.path(), draft, due, counts ? page : new Latencies())));
                Latencies list = counts ? list(i) : new Latencies();
                ends.add(threads.submit(() -> watch(site, listPath(list, draft), draft, due, list)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            report.latencies("approve.page", "public page", page);
            report.latencies("approve.home", "home page", home);
            report.latencies("approve.section", "section page", section);
            report.latencies("approve.feed", "Atom feed", feed);
            report.latencies("approve.answer", "answer to the editor", answered);
            compareHashes(drafts, site, waiting);
            return waiting.getLast().path();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Takes a single article live, measuring nothing; returns its path. */
    static String one(Target target, String run) {
        try (Connections content = new Connections(target.content());
                Connections site = new Connections(target.site())) {
            Drafts drafts = new Drafts(target, content, run + "-one");
            Draft draft = drafts.submitted(0);
            content.send(drafts.approval(draft)).expect(200);
            watch(site, draft.path(), draft, System.nanoTime(), new Latencies());
            return draft.path();
        }
    }

    private List<Draft> prepare(Drafts drafts, ExecutorService threads) throws InterruptedException,
            ExecutionException {
        List<Future<Draft>> made = new ArrayList<>();
        List<Draft> waiting = new ArrayList<>();
        int count = perSecond * (int) (warmUp.toSeconds() + length.toSeconds());
        for (int i = 0; i < count; i++) {
            int number = i;
            made.add(threads.submit(() -> drafts.submitted(number)));
            if (made.size() == 16) {
                for (Future<Draft> draft : made) {
                    waiting.add(draft.get());
                }
                made.clear();
            }
        }
        for (Future<Draft> draft : made) {
            waiting.add(draft.get());
        }
        return waiting;
    }

    private void approve(Connections content, byte[] approval, long due, boolean counts) {
        content.send(approval).expect(200);
        if (counts) {
            answered.record(System.nanoTime() - due);
        }
    }

    /** Lists take turns, so that watching them stays a small part of the load. */
    private Latencies list(int number) {
        return switch (number % 3) {
            case 0 -> home;
            case 1 -> section;
            default -> feed;
        };
    }

    private String listPath(Latencies list, Draft draft) {
        return list == section ? "/" + draft.section() + "/" : list == feed ? "/feed.atom" : "/";
    }

    /**
     * Asks for a path until it is the article's page, or a list that names the article or a later one: lists are short,
     * and an edition that holds many approvals may show the newest of them alone.
     */
    private static void watch(Connections site, String path, Draft draft, long due, Latencies latencies) {
        byte[] request = Request.get(site.origin(), path, Map.of());
        Predicate<Reply> there = path.equals(draft.path())
                ? reply -> reply.status() == 200
                : reply -> draft.isNamedOrSucceededIn(new String(reply.body(), StandardCharsets.UTF_8));
        Connection connection = site.take();
        while (!there.test(connection.send(request))) {
            if (System.nanoTime() - due > LIMIT.toNanos()) {
                throw new IllegalStateException(path + " hasn't shown " + draft.path() + " after " + LIMIT.toSeconds()
                        + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        latencies.record(System.nanoTime() - due);
        site.give(connection);
    }

    /** What readers got is what the newsroom says was released. */
    private void compareHashes(Drafts drafts, Connections site, List<Draft> live) {
        int compared = 0;
        for (Draft draft : live.subList(Math.max(0, live.size() - 50), live.size())) {
            if (drafts.read(draft).json().get("publication") instanceof Map<?, ?> publication
                    && publication.get("pageHash") != null) {
                Reply shown = site.send(Request.get(site.origin(), draft.path(), Map.of())).expect(200);
                if (!Hash.sha256(shown.body()).labelled().equals(publication.get("pageHash"))) {
                    throw new IllegalStateException(draft.path() + " isn't what its edition names");
                }
                compared++;
            }
        }
        report.note("checked: " + compared + " of the last 50 pages have the hash that the newsroom names");
    }
}
