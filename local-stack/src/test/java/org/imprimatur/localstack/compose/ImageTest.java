package org.imprimatur.localstack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.localstack.compose.Project.SERVICES;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.VerifierKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the services, and the scripts that go with it: what can be held to account without an engine. */
class ImageTest {
    private final String dockerfile = Project.text("Dockerfile");
    private final ComposeFile compose = ComposeFile.read();

    @Test
    void theImageTakesTheArchiveThatTheBuildMakes() {
        String version = Project.first("<version>([^<]+-SNAPSHOT)</version>", Project.text("pom.xml"));
        assertThat(dockerfile).contains("\"$SERVICE\"/target/\"$SERVICE\"-" + version + ".jar");
        List<String> modules = Project.all("<module>([^<]+)</module>", Project.text("pom.xml"));
        assertThat(dockerfile).contains("-pl " + String.join(",", SERVICES));
        for (String service : SERVICES) {
            assertThat(modules).contains(service);
            assertThat(compose.part(service).get("image")).isEqualTo("imprimatur/" + service + ":" + version);
            assertThat(compose.part(service).get("build")).isEqualTo(
                    Map.of("context", ".", "args", Map.of("SERVICE", service)));
        }
    }

    @Test
    void theServiceIsProcessOneAndNotRoot() {
        assertThat(Project.all("^ENTRYPOINT (\\[\"java\", .*\"])$", dockerfile)).hasSize(1);
        assertThat(Project.first("^USER (\\S+)$", dockerfile)).isEqualTo("10001:10001");
        assertThat(Project.text("deploy/make-secrets")).contains("chown 10001 ");
    }

    @Test
    void aBuildIsGivenWhatItReadsAndNothingElse() {
        List<String> context = Project.text(".dockerignore").lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(context).startsWith("*").contains("!pom.xml", "!*/pom.xml", "!*/src");
        for (String source : Project.all("^COPY (?:--chmod=\\S+ )?([a-z]\\S*) /", dockerfile)) {
            assertThat(Project.root().resolve(source)).exists();
            assertThat(context).contains("!" + source);
        }
        for (Object secret : compose.section("secrets").values()) {
            Path file = Path.of(String.valueOf(Project.map(secret).get("file")));
            assertThat(context).filteredOn(line -> line.startsWith("!")).as("what lets %s into an image", file)
                    .noneMatch(line -> FileSystems.getDefault().getPathMatcher("glob:" + line.substring(1) + "{,/**}")
                            .matches(file));
        }
    }

    @Test
    void everyImageIsPinnedToAPatchReleaseAndByItsDigest() {
        List<String> images = Stream.concat(Project.all("^FROM (\\S+:\\S+)", dockerfile).stream(),
                compose.parts().stream().filter(part -> !SERVICES.contains(part))
                        .map(part -> String.valueOf(compose.part(part).get("image"))))
                .toList();
        assertThat(images).hasSizeGreaterThan(6)
                .allMatch(image -> image.matches("\\S+:v?\\d+\\.\\d+\\.\\d+[^@]*@sha256:[0-9a-f]{64}"));
    }

    @Test
    void theBrokerIsOfTheVersionThatTheTestsRunAgainst() {
        assertThat(String.valueOf(compose.part("kafka").get("image"))).startsWith(
                "apache/kafka:" + Project.first("<kafka.version>([^<]+)<", Project.text("pom.xml")) + "@");
    }

    @Test
    void theProbeTellsReadyFromNotReady() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean asked = exchange.getRequestURI().getPath().equals("/actuator/health/readiness");
            exchange.sendResponseHeaders(asked ? status.get() : 404, -1);
            exchange.close();
        });
        server.start();
        String port = Integer.toString(server.getAddress().getPort());
        try {
            assertThat(run(Project.root(), "bash", "deploy/ready", port)).isNotZero();
            status.set(200);
            assertThat(run(Project.root(), "bash", "deploy/ready", port)).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(run(Project.root(), "bash", "deploy/ready", port)).as("nobody there").isNotZero();
        assertThat(Project.sharedSettings()).as("the address is served").contains("readiness:", "enabled: true");
    }

    @Test
    void oneCommandMakesEverySecretAndNeverChangesOne(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(run(folder, "openssl", "version") == 0, "no openssl here");
        Files.createDirectory(folder.resolve("deploy"));
        for (String file : List.of("deploy/make-secrets", ".env.example")) {
            Files.copy(Project.root().resolve(file), folder.resolve(file));
        }
        assertThat(run(folder, "bash", "deploy/make-secrets")).isZero();
        String filled = Files.readString(folder.resolve(".env"));
        assertThat(filled.lines()).noneMatch(line -> line.matches("[A-Z_]+="));
        List<String> made = new ArrayList<>(Project.all("^([A-Z_]+)=[0-9a-f]{48}$", filled));
        made.add("IMPRIMATUR_ARTICLES_VERIFIER_KEYS");
        assertThat(made).containsAll(Project.all("\\$\\{([A-Z_]+):\\?", Project.text("docker-compose.yml")));
        assertThat(VerifierKey.parse(Project.first("^IMPRIMATUR_ARTICLES_VERIFIER_KEYS=(.+)$", filled)))
                .isEqualTo(NoteSigner.fromPem("imprimatur.local/articles",
                        Files.readString(folder.resolve("deploy/secrets/articles.pem"))).verifierKey());
        for (Object secret : compose.section("secrets").values()) {
            Path file = folder.resolve(String.valueOf(Project.map(secret).get("file")));
            assertThat(file).isNotEmptyFile();
            assertThat(permissions(file)).isEqualTo("rw-------");
            if (file.toString().endsWith(".pem")) {
                String key = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
                assertThat(KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)))).isNotNull();
            }
        }
        assertThat(permissions(folder.resolve(".env"))).isEqualTo("rw-------");
        assertThat(run(folder, "bash", "deploy/make-secrets")).isZero();
        assertThat(folder.resolve(".env")).hasContent(filled);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException notInstalled) {
            return -1;
        }
    }
}
