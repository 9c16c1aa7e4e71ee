package org.imprimatur.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bson.Document;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.standin.StandIn;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
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
    void itStartsAgainOverYesterdaysDataAndLeavesNoProcessBehind() throws Exception {
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

            stack.kill(Part.CONSENT);
            assertThat(alive(pids)).isEqualTo(5);
            stack.restart(Part.CONSENT);
            assertThat(alive(pids())).isEqualTo(6);
            pids = pids();
        }
        assertThat(alive(pids)).isZero();
        assertThat(data.resolve("stack.json")).doesNotExist();

        try (LocalStack stack = start(); MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
            assertThat(client.getDatabase("content").getCollection("yesterday").countDocuments()).isEqualTo(1);
        }
    }

    @Test
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
    void aSignalToTheLauncherEndsEveryChild() throws Exception {
        Process launcher = launch();
        Collection<Long> children = pids();
        launcher.destroy();
        launcher.waitFor();
        assertThat(alive(children)).isZero();
    }

    @Test
    void aTakenPortIsNamedInOneSentenceAndNothingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            StackPorts ports = StackPorts.each(door -> door == Door.CONSENT ? port : 0);
            assertThatThrownBy(() -> new LocalStack(settings(ports), Progress.silent()))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Port " + port + " is already taken, and the stack needs it for consent-service: end"
                            + " what listens there, or choose another with --consent-port (0 takes any free one).");
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
        Process launcher = new ProcessBuilder(Programs.java().toString(), "-cp", Programs.classPath(),
                "-Dimprimatur.home=" + home, Main.class.getName(), "up", "--any-ports", "--data", data.toString())
                .redirectErrorStream(true).redirectOutput(home.resolve("launcher.log").toFile()).start();
        assertThat(Await.until(() -> Files.exists(data.resolve("stack.json")), LIMIT))
                .as(() -> "up said: " + read(home.resolve("launcher.log"))).isTrue();
        return launcher;
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
