package org.imprimatur.tlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.imprimatur.tlog.MalformedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {

    private final AtomicInteger elsewhere = new AtomicInteger();

    private final CountDownLatch end = new CountDownLatch(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpServer server;

    private volatile HttpHandler coded = exchange -> {};

    private HttpSource source;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
            answer(exchange, Files.isRegularFile(file) ? 200 : 404,
                    Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
        });
        server.createContext("/log/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", address("/elsewhere"));
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            answer(exchange, 200, new byte[]{1});
        });
        server.createContext("/log/broken", exchange -> answer(exchange, 500, new byte[0]));
        server.createContext("/log/endless", this::trickle);
        server.createContext("/log/coded", exchange -> coded.handle(exchange));
        server.start();
        source = new HttpSource(URI.create(address("/log/")), null, Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        end.countDown();
        source.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void filesAreReadAndMissingOnesAreNull() throws IOException {
        Files.createDirectories(directory.resolve("log"));
        Files.writeString(directory.resolve("log/key"), "a key");

        assertThat(source.read("key", 5)).isEqualTo("a key".getBytes(UTF_8));
        assertThat(source.read("nothing", 5)).isNull();
    }

    @Test
    void aFileLongerThanItMayBeIsRefused() throws IOException {
        Files.createDirectories(directory.resolve("log"));
        Files.writeString(directory.resolve("log/key"), "a key.");

        assertThatThrownBy(() -> source.read("key", 5)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("longer than 5 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP"})
    void aFileThatComesAsGzipIsReadAsItWas(String coding) {
        coded(coding, gzip("a key".getBytes(UTF_8)));

        assertThat(source.read("coded", 5)).isEqualTo("a key".getBytes(UTF_8));
    }

    @Test
    void aSmallAnswerDoesNotUnpackToMoreThanItsKindMayHave() {
        coded("gzip", gzip(new byte[1 << 24]));

        assertThatThrownBy(() -> source.read("coded", 1 << 10)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("longer than 1024 bytes");
    }

    @Test
    void anAnswerThatIsNotWhatItsHeaderSaysIsRefused() {
        byte[] whole = gzip("a key".getBytes(UTF_8));
        for (byte[] broken : List.of("a key".getBytes(UTF_8), Arrays.copyOf(whole, whole.length - 9), new byte[]{31})) {
            coded("gzip", broken);

            assertThatThrownBy(() -> source.read("coded", 5)).isInstanceOf(MalformedException.class)
                    .hasMessageContaining("is no gzip, as its header says");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "deflate"})
    void aCodingThatWasNotAskedForIsNamedAndRefused(String coding) {
        coded(coding, "a key".getBytes(UTF_8));

        assertThatThrownBy(() -> source.read("coded", 5)).isInstanceOf(UnreadableException.class)
                .hasMessageContaining("came as " + coding + ", which nobody asked for");
    }

    @Test
    void noRedirectIsFollowed() {
        assertThatThrownBy(() -> source.read("moved", 5)).isInstanceOf(UnreadableException.class)
                .hasMessageContaining("answered 302");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void anAnswerThatTricklesInForEverIsGivenUp() {
        var impatient = new HttpSource(URI.create(address("/log/")), null, Duration.ofMillis(500));
        assertThatThrownBy(() -> impatient.read("endless", 1 << 20)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aServerThatFailsOrIsNotThereIsUnreadable() {
        assertThatThrownBy(() -> source.read("broken", 5)).hasMessageContaining("answered 500");
        server.stop(0);
        assertThatThrownBy(() -> source.read("key", 5)).isInstanceOf(UnreadableException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aLogOnAWebServerVerifies() {
        WrittenLog log = new WrittenLog(directory.resolve("log")).grow(300);

        try (LogSource web = LogSource.of(address("/log"), null)) {
            LogVerifier verifier = new LogVerifier(web, WrittenLog.SIGNER.verifierKey());
            assertThat(verifier.checkEverything()).isEqualTo(new LogVerifier.CheckedTiles(300, 3));
            assertThat(verifier.head().root()).isEqualTo(log.root());
            assertThat(verifier.entry(299)).isNotEmpty();
        }
    }

    private String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void coded(String coding, byte[] body) {
        coded = exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", coding);
            answer(exchange, 200, body);
        };
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(body)) {
            packed.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            do {
                body.write(1);
                body.flush();
            } while (!end.await(20, java.util.concurrent.TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
