package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.Part;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The procedure of docs/operations.md, "Backup and restore", step by step, and what happens where it is not kept to. */
@Timeout(600)
@Tag("long")
class BackupTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Path data = TemporaryFolder.create("newsroom");
    private final Path backup = TemporaryFolder.create("backup");
    private final Path notes = TemporaryFolder.create("notes");
    private House house;
    private LocalStack stack;

    /** A story with the page that readers saw. */
    private record Published(String path, String page) {}

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(Programs.onPath("mongod").isPresent(), "no mongod on the PATH");
        house = new House(data);
        stack = house.stack;
    }

    @AfterEach
    void stop() {
        if (house != null) {
            house.close();
        }
        Stream.of(data, backup, notes).forEach(TemporaryFolder::delete);
    }

    @Test
    void aBackupOfANewsroomAtWorkIsRestoredWithEverythingThatWasThereWhenItWasMade() throws Exception {
        Published first = publish("Before the backup");
        Answer early = house.choose("", true);
        house.awaitReceipt(early);
        house.access();

        stack.stop(Part.CONTENT);
        copyDatabase();
        // Visitors and compliance staff go on meanwhile: the logs' topics may be newer than the database.
        choose(false);
        house.access();
        house.writeDownBothLogs(notes);
        stack.stop(Part.KAFKA);
        copy(data.resolve("kafka/log"), backup.resolve("log"));
        stack.restart(Part.KAFKA);
        stack.restart(Part.CONTENT);

        Published lost = publish("After the backup");

        stopAll();
        restoreDatabase();
        restoreTopics();
        startAll();

        assertThat(house.page(first.path()).expect(200).text()).isEqualTo(first.page());
        house.page(lost.path()).expect(404);
        choose(true);
        house.access();
        house.verifyBothLogs(notes);
        house.verifyRecords(House.cookies(early), notes, notes.resolve("records.json"));
        publish("After the restore");
        assertThat(house.page(first.path()).expect(200).text()).isEqualTo(first.page());
    }

    @Test
    void aDatabaseOlderThanTheTopicsIsCaughtUpOrRefusedInAPlainSentence() throws Exception {
        Published first = publish("Before the backup");
        choose(true);
        house.access();
        stack.stop(Part.CONTENT);
        copyDatabase();
        stack.restart(Part.CONTENT);
        Published later = publish("Sent after the backup");
        choose(false);
        house.access();
        house.writeDownBothLogs(notes);

        stopAll();
        restoreDatabase();
        startAll();

        // The site has caught up with what it had heard, byte for byte, and the keepers with the logs.
        assertThat(Await.until(() -> house.page(later.path()).status() == 200, LIMIT)).isTrue();
        assertThat(house.page(later.path()).text()).isEqualTo(later.page());
        assertThat(house.page(first.path()).expect(200).text()).isEqualTo(first.page());
        choose(true);
        house.access();
        house.verifyBothLogs(notes);
        // The newsroom can't: what it would decide now the site has heard otherwise.
        Answer refused = house.newsroom.create("anna", Stories.about("Decided too early"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.field("detail")).contains("was sent to the site and is not in the article log",
                "this database is older than the topic imprimatur.articles");

        // The way out where there is no newer backup.
        stopAll();
        restoreDatabase();
        stack.restart(Part.MONGODB);
        stack.restart(Part.KAFKA);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.addresses().kafka()))) {
            admin.deleteTopics(List.of(Topics.ARTICLES, Topics.RELEASES)).all().get(30, TimeUnit.SECONDS);
        }
        startServices();
        publish("After the topics were made anew");
        assertThat(house.page(first.path()).expect(200).text()).isEqualTo(first.page());
        choose(true);
        house.verifyBothLogs(notes);
    }

    @Test
    void topicsOlderThanTheDatabaseStopTheKeepersAndNothingElse() throws Exception {
        choose(true);
        stack.stop(Part.KAFKA);
        copy(data.resolve("kafka/log"), backup.resolve("log"));
        stack.restart(Part.KAFKA);
        Published later = publish("Newer than the topics");
        choose(false);
        house.access();
        house.writeDownBothLogs(notes);

        stopAll();
        restoreTopics();
        startAll();

        String said = "The keeper of imprimatur.local/consent has stopped and signs nothing: the topic ends at offset";
        Path log = data.resolve("logs/consent-service.log");
        assertThat(Await.until(() -> read(log).contains(said), LIMIT)).as("the sentence in %s", log).isTrue();
        assertThat(read(log)).contains("before the stored tree's");
        house.verifyBothLogs(notes);
        house.choose("", true);
        assertThat(house.page(later.path()).expect(200).text()).isEqualTo(later.page());
        publish("Told by the topic that was restored");
    }

    private Published publish(String headline) {
        Map<String, Object> content = Stories.about(headline);
        house.newsroom.awaitPublication(house.newsroom.publish(content), "LIVE", LIMIT);
        String path = "/" + content.get("section") + "/" + content.get("slug");
        return new Published(path, house.page(path).expect(200).text());
    }

    private void choose(boolean answer) {
        house.awaitReceipt(house.choose("", answer));
    }

    /** {@code db.fsyncLock()}, a copy of the data directory, {@code db.fsyncUnlock()}. */
    private void copyDatabase() throws IOException {
        try (MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
            client.getDatabase("admin").runCommand(new Document("fsync", 1).append("lock", true));
            try {
                copy(data.resolve("mongodb/db"), backup.resolve("db"));
            } finally {
                client.getDatabase("admin").runCommand(new Document("fsyncUnlock", 1));
            }
        }
    }

    private void stopAll() {
        for (Part part : Part.values()) {
            stack.stop(part);
        }
    }

    private void startAll() {
        stack.restart(Part.MONGODB);
        stack.restart(Part.KAFKA);
        startServices();
    }

    private void startServices() {
        Stream.concat(Stream.of(Part.IDENTITY), Part.services().stream()).toList().parallelStream()
                .forEach(stack::restart);
    }

    private void restoreDatabase() throws IOException {
        replace(data.resolve("mongodb/db"), backup.resolve("db"));
    }

    private void restoreTopics() throws IOException {
        replace(data.resolve("kafka/log"), backup.resolve("log"));
    }

    private static void replace(Path folder, Path by) throws IOException {
        TemporaryFolder.delete(folder);
        assertThat(folder).doesNotExist();
        copy(by, folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(from)) {
            found.forEach(files::add);
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else if (!file.endsWith("mongod.lock")) {
                Files.copy(file, target);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
