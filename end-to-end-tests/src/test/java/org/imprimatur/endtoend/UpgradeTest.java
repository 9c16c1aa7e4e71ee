package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprimatur.localstack.Part;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Newsroom;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever an earlier release has kept is taken over by today's: one snapshot of each data format that was released lies
 * under {@code src/test/resources/upgrade}, made by that release itself. How one is made is in that folder's README.
 */
@Timeout(600)
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {
    private static final Path SNAPSHOTS = Path.of("src/test/resources/upgrade");
    private static final String WRITE = "imprimatur.snapshot";
    private static final Pattern PUBLISHED = Pattern.compile("\"datePublished\"\\s*:\\s*\"([^\"]+)\"");

    private final Path data = TemporaryFolder.create("newsroom");
    private final Path records = data.resolve("records.json");

    @BeforeEach
    void needAMongod() {
        Assumptions.assumeTrue(Programs.onPath("mongod").isPresent(), "no mongod on the PATH");
    }

    @AfterEach
    void clear() {
        TemporaryFolder.delete(data);
    }

    static List<String> releases() throws IOException {
        try (Stream<Path> folders = Files.list(SNAPSHOTS)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @Order(2)
    @MethodSource("releases")
    void whatAReleaseHasKeptIsTakenOverServedGoneOnWithAndVerified(String release) throws Exception {
        Path folder = SNAPSHOTS.resolve(release);
        Properties known = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("known.properties"))) {
            known.load(reader);
        }
        Snapshot snapshot = new Snapshot(folder);
        snapshot.giveKeys(data);
        try (House house = new House(data)) {
            house.rest();
            snapshot.give(house.stack);
            Part.services().parallelStream().forEach(house.stack::restart);
            assertServed(house, known);
            house.verifyBothLogs(folder);
            house.verifyRecords(known.getProperty("visitor.cookies"), folder, records);
            goOn(house, known);
            house.verifyBothLogs(folder);
            house.verifyRecords(known.getProperty("visitor.cookies"), folder, records);
        }
    }

    private static void assertServed(House house, Properties known) {
        Newsroom newsroom = house.newsroom;
        String id = known.getProperty("live.id");
        Answer page = house.page(known.getProperty("live.path")).expect(200);
        assertThat(page.text()).contains("Corrected words", "What was wrong");
        assertThat(published(page)).isEqualTo(known.getProperty("live.published"));
        house.page(known.getProperty("withdrawn.path")).expect(410);
        house.page(known.getProperty("takenDown.path")).expect(451);
        // A release whose pages look otherwise prints them anew, and reports no new hash; the words are the same.
        Answer live = newsroom.read("edith", id).expect(200);
        assertThat(live.field("publication", "state")).isEqualTo("LIVE");
        assertThat(live.field("publication", "edition")).isEqualTo(known.getProperty("live.edition"));
        assertThat(house.history(id)).hasSize(Integer.parseInt(known.getProperty("live.entries")));
        assertThat(newsroom.read("edith", known.getProperty("waiting.id")).field("publication", "state"))
                .isEqualTo("SCHEDULED");
        assertThat(newsroom.read("anna", known.getProperty("draft.id")).field("state")).isEqualTo("IN_REVIEW");
    }

    private static void goOn(House house, Properties known) {
        Newsroom newsroom = house.newsroom;
        newsroom.act("edith", known.getProperty("waiting.id"), "revoke-approval", Map.of("reason", "Later."))
                .expect(200);
        newsroom.act("edith", known.getProperty("draft.id"), "approve", null).expect(200);
        newsroom.awaitPublication(known.getProperty("draft.id"), "LIVE", House.LIMIT);
        newsroom.act("edith", known.getProperty("live.id"), "withdraw", Map.of("reason", "Old.")).expect(200);
        assertThat(Await.until(() -> house.page(known.getProperty("live.path")).status() == 410, House.LIMIT))
                .isTrue();
        newsroom.awaitPublication(newsroom.publish(Stories.about("Written by today's build")), "LIVE", House.LIMIT);
        house.awaitReceipt(house.choose(known.getProperty("visitor.cookies"), false));
        house.access();
    }

    /** No test but the program that makes a snapshot: see the README of the folder. */
    @Test
    @Order(1)
    @EnabledIfSystemProperty(named = WRITE, matches = "[a-z0-9.-]+")
    void aSnapshotOfThisReleaseIsMade() throws Exception {
        Path folder = SNAPSHOTS.resolve(System.getProperty(WRITE, ""));
        TemporaryFolder.delete(folder);
        Files.createDirectories(folder);
        Properties known = new Properties();
        try (House house = new House(data)) {
            write(house, known);
            house.writeDownBothLogs(folder);
            try (var writer = Files.newBufferedWriter(folder.resolve("known.properties"))) {
                known.store(writer, "What the snapshot holds");
            }
            house.rest();
            new Snapshot(folder).take(house.stack);
        }
    }

    private static void write(House house, Properties known) {
        Newsroom newsroom = house.newsroom;
        Map<String, Object> content = new LinkedHashMap<>(Stories.about("A story that was corrected"));
        content.put("tags", List.of("statutes", "copyright"));
        String live = newsroom.publish(content);
        String before = newsroom.awaitPublication(live, "LIVE", House.LIMIT).field("publication", "edition");
        content.put("body", "Corrected words, and *some* Markdown.\n\n- one\n- two\n");
        newsroom.replace("anna", live, content).expect(200);
        newsroom.act("anna", live, "submit", null).expect(200);
        newsroom.act("edith", live, "approve", Map.of("correction", Map.of("note", "What was wrong."))).expect(200);
        assertThat(Await.until(() -> !before.equals(newsroom.read("edith", live).field("publication", "edition")),
                House.LIMIT)).isTrue();
        Answer article = newsroom.read("edith", live);
        known.put("live.id", live);
        known.put("live.path", article.field("publication", "path"));
        known.put("live.edition", article.field("publication", "edition"));
        known.put("live.published", published(house.page(article.field("publication", "path"))));
        known.put("live.entries", Integer.toString(house.history(live).size()));
        known.put("withdrawn.path", house.gone("withdraw", "edith", "WITHDRAWN"));
        known.put("takenDown.path", house.gone("take-down", "lena", "TAKEN_DOWN"));
        String waiting = newsroom.create("anna", Stories.about("Under embargo")).expect(201).field("id");
        newsroom.act("anna", waiting, "submit", null).expect(200);
        newsroom.act("edith", waiting, "approve", Map.of("releaseAt", "2090-01-01T00:00:00Z")).expect(200);
        known.put("waiting.id", waiting);
        String draft = newsroom.create("anna", Stories.about("In review")).expect(201).field("id");
        newsroom.act("anna", draft, "submit", null).expect(200);
        known.put("draft.id", draft);
        Answer first = house.choose("", true);
        String cookies = House.cookies(first);
        house.awaitReceipt(house.choose(cookies, false));
        house.awaitReceipt(house.choose("", false));
        known.put("visitor.cookies", cookies);
        house.access();
    }

    private static String published(Answer page) {
        Matcher date = PUBLISHED.matcher(page.text());
        assertThat(date.find()).as(page.text()).isTrue();
        return date.group(1);
    }
}
