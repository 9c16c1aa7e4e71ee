package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.imprimatur.starter.open.Coding;
import org.imprimatur.publishing.edition.PathChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages whose bytes aren't in memory. */
class ColdPagesTest {
    private final OpenPort port = new OpenPort();

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void aColdPageIsReadOnceHoweverManyAskForItAndThenItIsAtHandInEveryCoding() throws Exception {
        port.withSite();
        var all = new CountDownLatch(1);
        port.samples.before = () -> waitFor(all);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(_ -> readers.submit(() -> port.get("/cases/a", "Accept-Encoding", "br").statusCode()))
                    .toList();
            await().until(() -> port.samples.loads.get() == 1);
            all.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        for (var coding : List.of("br", "gzip", "identity")) {
            assertThat(port.get("/cases/a", "Accept-Encoding", coding).statusCode()).isEqualTo(200);
        }
        assertThat(port.samples.loads).hasValue(1);
    }

    @Test
    void whoAsksForAColdPageKeepsNobodyWaitingWhoAsksForAnother() throws Exception {
        port.withSite();
        assertThat(port.get("/").statusCode()).isEqualTo(200);
        var later = new CountDownLatch(1);
        port.samples.before = () -> waitFor(later);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var cold = new ArrayList<Future<Integer>>();
            for (var path : List.of("/cases/a", "/cases/", "/cases/gone", "/cases/down")) {
                cold.add(readers.submit(() -> port.get(path).statusCode()));
            }
            await().until(() -> port.samples.loads.get() == 5);
            for (int time = 0; time < 50; time++) {
                assertThat(port.get("/").statusCode()).isEqualTo(200);
            }
            assertThat(cold).noneMatch(Future::isDone);
            later.countDown();
            for (var answer : cold) {
                assertThat(answer.get()).isIn(200, 410, 451);
            }
        }
    }

    @Test
    void withoutTheDatabaseAColdPageIs503AndHotOnesRedirectsAndEvery304GoOn() throws Exception {
        port.withSite();
        var tag = port.get("/cases/a").headers().firstValue("ETag").orElseThrow();
        var coldTag = Objects.requireNonNull(port.pages.shown().at("/cases/")).tag(Coding.IDENTITY);
        port.samples.before = () -> {
            throw new IllegalStateException("The database is away");
        };
        var cold = port.get("/tags/%E7%9F%A5%E8%AF%86/");
        assertThat(cold.statusCode()).isEqualTo(503);
        assertThat(cold.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(cold.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(OpenPort.text(cold)).contains("page-unavailable");
        assertThat(port.get("/cases/a").statusCode()).isEqualTo(200);
        assertThat(port.get("/cases/a", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(port.get("/cases/", "If-None-Match", coldTag).statusCode()).isEqualTo(304);
        assertThat(port.get("/cases/old").headers().firstValue("Location")).hasValue("/cases/a");
        assertThat(port.get("/nowhere").statusCode()).isEqualTo(404);

        port.samples.before = () -> {};
        assertThat(port.get("/tags/%E7%9F%A5%E8%AF%86/").statusCode()).isEqualTo(200);
    }

    @Test
    void whatAnEditionBringsIsAtHandFromItsFirstMoment() throws Exception {
        var page = port.page("/cases/b", 200, OpenPort.HTML, "new", null);
        port.pages.prepare(OpenPort.NOTHING_LIVE, List.of(page), port.samples.stored.values()).show();
        assertThat(OpenPort.text(port.get("/cases/b"))).isEqualTo("new");
        assertThat(port.samples.loads).hasValue(0);
    }

    @Test
    void memoryKeepsToItsBudgetAndEveryPageIsStillServed() throws Exception {
        var pages = IntStream.range(0, 200)
                .mapToObj(number -> port.page("/cases/" + number, 200, OpenPort.HTML, OpenPort.TEXT + number, null))
                .toArray(PathChange[]::new);
        port.show(pages);
        var small = new PageCache(100_000, port.headers, port.samples, Runnable::run);
        for (var page : pages) {
            var answer = Answer.of(page);
            small.put(answer, Objects.requireNonNull(port.samples.load(page)));
        }
        await().until(() -> {
            long held = IntStream.range(0, 200).filter(number -> small.atHand(Answer.of(pages[number]),
                    Coding.BROTLI) != null).count();
            return held > 10 && held < 70;
        });
        for (var page : pages) {
            assertThat(small.load(Answer.of(page), Coding.GZIP).get()).isNotNull();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
