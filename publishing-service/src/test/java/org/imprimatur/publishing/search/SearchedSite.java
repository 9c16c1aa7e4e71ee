package org.imprimatur.publishing.search;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.MultiBits;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.starter.admission.Room;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The search of one instance: all of it but the port, and the thread that does its work, which is whoever calls. */
public final class SearchedSite implements PublicSite, AutoCloseable {
    public static final int SEATS = 2;

    public final SiteSearch search;
    public final SearchPages pages;
    /** Where searches run; whoever takes its seats is in their way. */
    public final Room room = new Room(SEATS, 0, Duration.ofMillis(100));
    final Finder finder = new Finder();
    final AtomicLong nanos = new AtomicLong();
    final @Nullable IndexWork work;
    /** What happens whenever texts are asked for. */
    volatile Runnable before = () -> {};
    volatile @Nullable StorySearcher searcher;
    volatile long edition;

    /** One that never has an index. */
    public SearchedSite() {
        this(_ -> Map.of(), null, null);
    }

    /** @param folder below which its index lies */
    public SearchedSite(PublicSite.Texts texts, @Nullable EditionLog log, @Nullable Path folder) {
        PublicSite.Texts slow = (Collection<Story> stories) -> {
            before.run();
            return texts.bodies(stories);
        };
        var stories = new LiveStories(slow);
        search = new SiteSearch(stories);
        search.listen(found -> searcher = found);
        work = log == null || folder == null
                ? null
                : new IndexWork(folder, log, stories, search, Duration.ofSeconds(30), nanos::get);
        pages = new SearchPages(search, new SitePages(Printed.MASTHEAD), room,
                new ProblemDocuments(Tracer.NOOP, JsonMapper.shared()), new SimpleMeterRegistry());
    }

    @Override
    public Prepared prepare(Version next, Collection<PathChange> changes, Collection<PageBytes> bytes) {
        var update = search.prepare(next);
        return () -> search.show(update, found -> {
            searcher = found;
            edition = next.number();
        });
    }

    /** Does what there is to be done, until nothing is. */
    public void work() {
        var worker = Objects.requireNonNull(work);
        while (worker.step()) {
            // Until all is done.
        }
    }

    /** Every address at which something can be found; null while nothing can. */
    @Nullable
    Set<String> found() {
        var now = searcher;
        if (now == null || !now.enter()) {
            return null;
        }
        try {
            var paths = new TreeSet<String>();
            var live = MultiBits.getLiveDocs(now.reader());
            var stored = now.reader().storedFields();
            for (int document = 0; document < now.reader().maxDoc(); document++) {
                if (live == null || live.get(document)) {
                    String path = stored.document(document).get(Fields.PATH);
                    if (!paths.add(path)) {
                        throw new AssertionError("Twice in the index: " + path);
                    }
                }
            }
            return paths;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            now.leave();
        }
    }

    Findings find(String asked) {
        return find(new Question(asked, Map.of(), 1));
    }

    Findings find(Question question) {
        try {
            return finder.find(question, Objects.requireNonNull(searcher));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Closes the index under the search: whatever is put into it from now on fails. */
    void breakIndex() {
        Objects.requireNonNull(work).close();
    }

    SearchStatus status() {
        return search.status(work == null ? 0 : work.rebuilds());
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
        }
    }

    /** An empty one. */
    public static Path folder() {
        try {
            return Files.createTempDirectory("search");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a machine that lost power now would find again, in a folder of its own. */
    static Path copy(Path folder) {
        var copy = folder();
        try {
            Files.createDirectories(copy.resolve("0"));
            try (var files = Files.list(folder.resolve("0"))) {
                for (var file : files.filter(one -> !one.endsWith("write.lock")).toList()) {
                    copy(file, copy.resolve("0").resolve(file.getFileName()));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return copy;
    }

    private static void copy(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy);
        } catch (NoSuchFileException merged) {
            // No commit needed it.
        }
    }

    /** Takes it away with all that is in it. */
    public static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
