package org.imprimatur.content.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprimatur.content.storage.DatabaseAlone;
import org.jspecify.annotations.Nullable;
import org.imprimatur.starter.fault.FailPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What the article log promises, over whatever database. */
abstract class ArticleLogContract {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final String database = "content-" + UUID.randomUUID();
    private final List<Entry> heard = new ArrayList<>();
    private @Nullable MongoClient client;
    private @Nullable ArticleLog log;

    abstract String uri();

    @BeforeEach
    void open() {
        client = MongoClients.create(uri());
        log = another();
        log.prepare();
    }

    @AfterEach
    void close() {
        client().getDatabase(database).drop();
        client().close();
    }

    @Test
    void ofTwoEntriesForOnePlaceOneIsKeptAndTheOtherRefused() throws Exception {
        Entry first = begin("a");
        log().append(first, null, null);
        assertThatExceptionOfType(SequenceTakenException.class)
                .isThrownBy(() -> log().append(entry(null, "a", "erik", null), null, null));
        assertThat(hash(log().last("a"))).isEqualTo(first.hash());
        assertThat(heard).containsExactly(first);
    }

    @Test
    void manyAtOnceForOnePlaceKeepOne() throws Exception {
        log().append(begin("a"), null, null);
        Entry first = Objects.requireNonNull(log().last("a"));
        assertThat(granted(IntStream.range(0, 8).<Callable<Boolean>>mapToObj(
                number -> () -> append(entry(first, "a", "writer " + number, null), null)).toList())).isEqualTo(1);
        assertThat(EntryHash.firstBroken(all("a"))).isNull();
        assertThat(all("a")).hasSize(2);
    }

    @Test
    void aClaimBelongsToOneArticleUntilItIsClaimedInTheNextTurn() throws Exception {
        Claim first = Claim.first("slug");
        log().append(begin("a"), null, first);
        log().append(begin("neighbour"), null, Claim.first("slug-2"));
        assertThatExceptionOfType(ClaimTakenException.class)
                .isThrownBy(() -> log().append(begin("b"), null, first));
        assertThat(log().last("b")).isNull();
        ArticleLog.Claimant claimant = Objects.requireNonNull(log().claimant("slug"));
        assertThat(claimant.position().article()).isEqualTo("a");
        assertThat(claimant.claim()).isEqualTo(first);
        log().append(begin("b"), null, first.next());
        assertThatExceptionOfType(ClaimTakenException.class)
                .isThrownBy(() -> log().append(begin("c"), null, first.next()));
        for (int turn = 3; turn <= 12; turn++) {
            log().append(begin("turn " + turn), null, new Claim("slug", turn));
        }
        ArticleLog.Claimant last = Objects.requireNonNull(log().claimant("slug"));
        assertThat(last.position().article()).isEqualTo("turn 12");
        assertThat(last.claim().turn()).isEqualTo(12);
        assertThat(log().claimant("slu")).isNull();
    }

    @Test
    void manyAtOnceForOneClaimKeepOne() throws Exception {
        assertThat(granted(IntStream.range(0, 8).<Callable<Boolean>>mapToObj(
                number -> () -> append(begin("article " + number), Claim.first("slug"))).toList())).isEqualTo(1);
    }

    @Test
    void entriesWithoutAClaimOrAKeyAreNoConflict() throws Exception {
        log().append(begin("a"), null, null);
        log().append(begin("b"), null, null);
        assertThat(log().last("b")).isNotNull();
    }

    @Test
    void aRequestsKeyLeadsToItsEntryAndToNoSecondOne() throws Exception {
        var key = new Entry.RequestKey("key", "sha256:0");
        Entry first = entry(null, "a", "anna", key);
        log().append(first, null, Claim.first("slug"));
        assertThatExceptionOfType(SequenceTakenException.class)
                .isThrownBy(() -> log().append(entry(null, "b", "anna", key), null, Claim.first("other")));
        assertThat(hash(log().byRequest("anna", "key"))).isEqualTo(first.hash());
        assertThat(log().byRequest("erik", "key")).isNull();
        log().append(entry(null, "c", "erik", key), null, null);
    }

    @Test
    void earlierWordsAreFoundAtTheirLastPlace() throws Exception {
        Entry one = begin("a");
        Entry two = Entry.following(one, "a", "submitted", "anna", NOON, Map.of(), one.state(), null);
        Entry three = Entry.following(two, "a", "edited", "anna", NOON, Map.of(), Map.of("revisionHash", "2"), null);
        for (Entry entry : List.of(one, two, three)) {
            log().append(entry, null, null);
        }
        assertThat(hash(log().lastWith("a", "1"))).isEqualTo(two.hash());
        assertThat(log().lastWith("a", "3")).isNull();
        assertThat(log().lastWith("b", "1")).isNull();
    }

    @Test
    void wordingsAreReadPieceByPieceAndByTheirNumber() throws Exception {
        Entry one = wording(null, "created", 1);
        Entry two = wording(one, "submitted", 1);
        Entry three = wording(two, "edited", 2);
        for (Entry entry : List.of(one, two, three)) {
            log().append(entry, null, null);
        }
        List<String> types = List.of("created", "edited");
        Wording first = new Wording(1, 1, "sha256:1", "anna", NOON);
        Wording second = new Wording(3, 2, "sha256:2", "anna", NOON);
        assertThat(log().wordings("a", 0, types, 1)).containsExactly(first);
        assertThat(log().wordings("a", 1, types, 5)).containsExactly(second);
        assertThat(log().wordings("a", 3, types, 5)).isEmpty();
        assertThat(log().wordings("b", 0, types, 5)).isEmpty();
        assertThat(log().wording("a", 2, types)).isEqualTo(second);
        assertThat(log().wording("a", 3, types)).isNull();
    }

    @Test
    void entriesAreFoundSinceATimeAndInTheOrderOfTime() throws Exception {
        for (int i = 3; i >= 1; i--) {
            log().append(Entry.following(null, "article " + i, "created", "anna", NOON.plusSeconds(i), Map.of(),
                    Map.of(), null), null, null);
        }
        List<ArticleLog.Position> found = new ArrayList<>();
        log().eachSince(NOON.plusSeconds(1), found::add);
        assertThat(found).containsExactly(new ArticleLog.Position("article 2", 1, NOON.plusSeconds(2)),
                new ArticleLog.Position("article 3", 1, NOON.plusSeconds(3)));
        assertThat(log().find("article 1", 1)).isNotNull();
        assertThat(log().find("article 1", 2)).isNull();
    }

    private static Entry wording(@Nullable Entry previous, String type, int revision) {
        return Entry.following(previous, "a", type, "anna", NOON, Map.of(),
                Map.of("revision", revision, "revisionHash", "sha256:" + revision, "content", "x".repeat(1_000)), null);
    }

    private ArticleLog another() {
        var listeners = new StaticListableBeanFactory();
        CommitListener hearing = (entry, hasEvent) -> heard.add(entry);
        CommitListener failing = (entry, hasEvent) -> {
            throw new IllegalStateException("No listener undoes a commit");
        };
        listeners.addBean("failing", failing);
        listeners.addBean("hearing", hearing);
        var collections = DatabaseAlone.of(client(), database);
        var continuity = new Continuity();
        continuity.isWhole();
        return new ArticleLog(collections, new PendingEvents(collections, new ThisInstance()),
                listeners.getBeanProvider(CommitListener.class), FailPoint.NONE, continuity);
    }

    private boolean append(Entry entry, @Nullable Claim claim) {
        try {
            log().append(entry, null, claim);
            return true;
        } catch (SequenceTakenException | ClaimTakenException refused) {
            return false;
        }
    }

    private static long granted(List<Callable<Boolean>> appends) throws Exception {
        long granted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var append : threads.invokeAll(appends)) {
                granted += append.get() ? 1 : 0;
            }
        }
        return granted;
    }

    private List<Entry> all(String article) {
        List<Entry> entries = new ArrayList<>();
        log().each(article, entries::add);
        return entries;
    }

    private static String hash(@Nullable Entry entry) {
        return Objects.requireNonNull(entry).hash();
    }

    private static Entry begin(String article) {
        return entry(null, article, "anna", null);
    }

    private static Entry entry(@Nullable Entry previous, String article, String actor,
            Entry.@Nullable RequestKey request) {
        return Entry.following(previous, article, "created", actor, NOON, Map.of(), Map.of("revisionHash", "1"),
                request);
    }

    private ArticleLog log() {
        return Objects.requireNonNull(log);
    }

    private MongoClient client() {
        return Objects.requireNonNull(client);
    }
}
