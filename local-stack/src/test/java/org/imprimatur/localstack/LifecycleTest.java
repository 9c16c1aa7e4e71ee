package org.imprimatur.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.bson.Document;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.standin.StandIn;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack's own promises: real broker, database and identity, stand-ins for the services. */
class LifecycleTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path home;

    private Path data;

    @BeforeEach
    void buildStandIns() throws IOException {
        data = home.resolve("data");
        for (Part service : Part.services()) {
            jar(service.jar(home));
        }
    }

    @Test
    @Tag("long")
    void itStartsAgainOverYesterdaysDataAndLeavesNoProcessBehindHoweverOftenItIsStopped() throws Exception {
        Collection<Long> pids;
        try (LocalStack stack = start()) {
            pids = pids();
            assertThat(pids).hasSize(6).allSatisfy(pid -> assertThat(alive(pid)).isTrue());
            assertThat(stack.token("carl")).contains(".");
            try (MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
                client.getDatabase("content").getCollection("yesterday").insertOne(new Document("_id", 1));
            }
            assertThatThrownBy(() -> new LocalStack(settings(StackPorts.any()), Progress.silent()))
                    .isInstanceOf(StackException.class).hasMessageContaining("already runs over");

            assertThat(secretsAndLogs()).isNotEmpty().allSatisfy(file -> assertThat(permissions(file)).as("%s", file)
                    .isEqualTo("rw-------"));

            stack.kill(Part.CONSENT);
            assertThat(alive(pids)).isEqualTo(5);
            stack.restart(Part.CONSENT);
            assertThat(alive(pids())).isEqualTo(6);
            pids = pids();
            // A demo that is done stops the stack from its main thread, and a Ctrl-C then from another.
            Runnable stop = stack::close;
            Thread first = Thread.ofPlatform().start(stop);
            assertThat(Await.until(stack::isClosing, LIMIT)).isTrue();
            stop.run();
            assertThat(alive(pids)).as("left when the second call returns").isZero();
            first.join();
        }
        assertThat(data.resolve("stack.json")).doesNotExist();

        Files.createFile(data.resolve("mongodb").resolve(othersFile()));
        List<String> said = new CopyOnWriteArrayList<>();
        try (LocalStack stack = new LocalStack(settings(StackPorts.any()), recorded(said)).start();
                MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
            assertThat(said).filteredOn(line -> line.contains("over " + data.resolve("mongodb"))).hasSize(1);
            assertThat(said).filteredOn(line -> line.startsWith("Other data lie beside these")
                    && line.contains(data.resolve("mongodb").resolve(othersFile()).toString())).hasSize(1);
            assertThat(client.getDatabase("content").getCollection("yesterday").countDocuments()).isEqualTo(1);
        }
    }

    @Test
    @Tag("long")
    void whatAKilledLauncherLeftRunningIsEndedByTheNextStart() throws Exception {
        Process launcher = launch();
        Collection<Long> orphans = pids();
        launcher.destroyForcibly().waitFor();
        assertThat(alive(orphans)).isEqualTo(6);
        try (LocalStack stack = start()) {
            assertThat(stack.addresses().site()).startsWith("http://localhost:");
            assertThat(alive(orphans)).isZero();
        }
    }

    @Test
    @Tag("long")
    void ofManyStartsAtOnceOneGetsTheFolderAndTheOthersSayWhy() throws Exception {
        List<Process> launchers = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            launchers.add(launcher("launcher-" + number + ".log"));
        }
        assertThat(Await.until(() -> launchers.stream().filter(Process::isAlive).count() == 1
                && Files.exists(data.resolve("stack.json")), LIMIT)).isTrue();
        for (int number = 0; number < 4; number++) {
            if (!launchers.get(number).isAlive()) {
                assertThat(launchers.get(number).exitValue()).isEqualTo(1);
                assertThat(home.resolve("launcher-" + number + ".log")).content().contains("stop it with");
            }
        }
        Collection<Long> children = pids();
        launchers.forEach(Process::destroy);
        for (Process launcher : launchers) {
            launcher.waitFor();
        }
        assertThat(alive(children)).isZero();
    }

    @Test
    void aPartThatEndsIsNamedAndStartedAgainAndASignalToTheLauncherEndsEveryChild() throws Exception {
        Process launcher = launch();
        Collection<Long> before = pids();
        long consent = pid("consent-service");
        ProcessHandle.of(consent).orElseThrow().destroyForcibly();
        assertThat(Await.until(() -> pid("consent-service") != consent, LIMIT)).isTrue();
        assertThat(read(home.resolve("launcher.log"))).contains("consent-service has ended (exit code 137, its log is "
                + data.resolve("logs").resolve("consent-service.log") + ") and is started again.");
        Collection<Long> after = pids();
        assertThat(alive(after)).isEqualTo(6);
        launcher.destroy();
        launcher.waitFor();
        assertThat(alive(before) + alive(after)).isZero();
    }

    @Test
    void aTakenPortIsNamedInOneSentenceAndNothingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            StackPorts ports = StackPorts.each(door -> door == Door.CONSENT ? port : 0);
            assertThatThrownBy(() -> new LocalStack(settings(ports), Progress.silent()))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Port " + port + " is already taken, and the stack needs it for consent-service's"
                            + " visitors: end what listens there, or choose another with --consent-port (0 takes any"
                            + " free one).");
        }
        assertThat(data.resolve("mongodb")).doesNotExist();
        assertThat(data.resolve("launcher.pid")).doesNotExist();
    }

    @Test
    void aServiceThatDiesAtItsStartIsNamedAndTheOthersAreStopped() throws IOException {
        Files.write(Part.PUBLISHING.jar(home), new byte[]{1, 2, 3});
        LocalStack stack = new LocalStack(settings(StackPorts.any()), Progress.silent());
        assertThatThrownBy(stack::start).isInstanceOf(StackException.class)
                .hasMessageContaining("publishing-service ended while starting");
        assertThat(data.resolve("launcher.pid")).doesNotExist();
        try (var left = Files.list(data.resolve("pids"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aMissingBuildIsNamed() throws IOException {
        Files.delete(Part.CONTENT.jar(home));
        assertThatThrownBy(() -> new LocalStack(settings(StackPorts.any()), Progress.silent()))
                .isInstanceOf(StackException.class).hasMessageContaining("content-service")
                .hasMessageContaining("./imprimatur build");
    }

    private LocalStack start() {
        return new LocalStack(settings(StackPorts.any()), Progress.silent()).start();
    }

    private StackSettings settings(StackPorts ports) {
        return new StackSettings(home, data, ports);
    }

    /** Starts a stack from a process of its own, as a person would. */
    private Process launch() throws Exception {
        Process launcher = launcher("launcher.log");
        assertThat(Await.until(() -> Files.exists(data.resolve("stack.json")), LIMIT))
                .as(() -> "up said: " + read(home.resolve("launcher.log"))).isTrue();
        return launcher;
    }

    private Process launcher(String log) throws IOException {
        return new ProcessBuilder(Programs.java().toString(), "-cp", Programs.classPath(),
                "-Dimprimatur.home=" + home, Main.class.getName(), "up", "--any-ports", "--data", data.toString())
                .redirectErrorStream(true).redirectOutput(home.resolve(log).toFile()).start();
    }

    /** What the kind of database that this machine doesn't use calls its data. */
    private static String othersFile() {
        return Programs.onPath("mongod").isPresent() ? "embedded.h2" : "db";
    }

    private static Progress recorded(List<String> said) {
        return new Progress() {
            @Override
            public void done(String what, Duration took) {
                said.add(what);
            }

            @Override
            public void note(String sentence) {
                said.add(sentence);
            }
        };
    }

    private List<Path> secretsAndLogs() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().matches(
                    ".*(\\.log|\\.pem|key\\.json|secret|stack\\.json)") && !file.startsWith(data.resolve("kafka/log")))
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid(String part) {
        try {
            Object pids = JsonReader.readObject(Files.readAllBytes(data.resolve("stack.json"))).get("pids");
            return pids instanceof Map<?, ?> named ? Long.parseLong(String.valueOf(named.get(part))) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Collection<Long> pids() throws IOException {
        Object pids = JsonReader.readObject(Files.readAllBytes(data.resolve("stack.json"))).get("pids");
        return pids instanceof Map<?, ?> named
                ? named.values().stream().map(pid -> Long.valueOf(String.valueOf(pid))).toList()
                : List.of();
    }

    private static long alive(Collection<Long> pids) {
        return pids.stream().filter(LifecycleTest::alive).count();
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void jar(Path jar) throws IOException {
        String entry = StandIn.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream source = StandIn.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            source.transferTo(out);
            // The server's handler is a lambda in the same class; nothing else is needed.
            out.closeEntry();
        }
    }
}
