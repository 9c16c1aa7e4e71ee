package org.imprimatur.tlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second verifier, written in Python from the specifications alone, must come to the same verdicts. */
class IndependentVerifierTest {

    private static final Path SCRIPT = Path.of("../end-to-end-tests/src/test/resources/independent-verifier/verify.py");

    private static final String KEY = WrittenLog.SIGNER.verifierKey().toString();

    @TempDir
    Path directory;

    @BeforeAll
    static void findPython() throws Exception {
        assertThat(SCRIPT).exists();
        boolean found;
        try {
            found = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        if (!found) {
            System.out.println("Skipped: the independent verifier needs python3 on the PATH, and there is none.");
        }
        assumeTrue(found, "python3 is not on the PATH");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 255, 256, 257, 600})
    void bothVerifyALogOfThisSize(int size) throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(size);

        assertThat(verdicts("--key", KEY)).isEqualTo("0 0");
        if (size > 0) {
            log.write("mine.json", log.mine(0, size / 2, size - 1));
            assertThat(verdicts("--records", file("mine.json"))).isEqualTo("3 3");
        }
    }

    @Test
    void bothVerifyALogOfThreeLevels() throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(200);
        Path earlier = log.write("earlier", log.read("checkpoint"));
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 66_000; i++) {
            entries.add(new CommitmentEntry(CommitmentEntry.CONSENT, Hash.leaf(new byte[]{(byte) i, (byte) (i >> 8)}))
                    .encode());
        }
        log.append(entries).sign(log.root());

        assertThat(directory.resolve("tile/2/000.p/1")).exists();
        assertThat(verdicts("--key", KEY, "--from", earlier.toString())).isEqualTo("0 0");
    }

    @Test
    void bothVerifyALogOnAWebServer() throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(300);
        log.write("mine.json", log.mine(7));
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), directory.toAbsolutePath(),
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort() + "/";
            assertThat(verdictsOn(address, "--records", file("mine.json"))).isEqualTo("3 3");
            assertThat(verdictsOn(address + "tile", "--key", KEY)).isEqualTo("1 1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void bothRefuseALogOfWhichAnyFileWasChangedOrTakenAway() throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(300);
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        // Of the partial tiles only the last ones belong to the log as it is now.
        for (String path : files.stream().map(file -> directory.relativize(file).toString())
                .filter(path -> path.matches("checkpoint|.*/000|.*\\.p/44|tile/1/000\\.p/1")).toList()) {
            byte[] bytes = log.read(path);
            log.flip(path, bytes.length * 4 + 1);
            assertThat(verdicts("--key", KEY)).as("changed %s", path).isEqualTo("1 1");
            Files.delete(directory.resolve(path));
            assertThat(verdicts("--key", KEY)).as("without %s", path).isEqualTo("1 1");
            log.write(path, bytes);
        }
        assertThat(verdicts("--key", KEY)).isEqualTo("0 0");
    }

    @Test
    void bothRefuseAWellSignedLie() throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(300).sign(Hash.EMPTY_ROOT);
        assertThat(verdicts("--key", KEY)).isEqualTo("1 1");

        log.append(List.of(WrittenLog.bytes("no commitment"))).sign(log.root());
        assertThat(verdicts("--key", KEY)).isEqualTo("1 1");
    }

    @Test
    void bothRefuseAChangedPast() throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(300);
        Path forged = log.write("forged",
                new Checkpoint(WrittenLog.ORIGIN, 200, Hash.EMPTY_ROOT).sign(WrittenLog.SIGNER).encode());
        Path future = log.write("future",
                new Checkpoint(WrittenLog.ORIGIN, 301, log.root()).sign(WrittenLog.SIGNER).encode());

        assertThat(verdicts("--key", KEY, "--from", forged.toString())).isEqualTo("1 1");
        assertThat(verdicts("--key", KEY, "--from", future.toString())).isEqualTo("1 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"marketing\":false->\"marketing\":true", "\"state\":\"given\",->",
        "\"gpc\":false->\"gpc\":0", "\"gpc\":false->\"gpc\":false,\"gpc\":false", "\"nonce\":\"->\"nonce\":\" ",
        "=\",\"receipt\"->\",\"receipt\"", "\\nindex 3\\n->\\nindex 4\\n", "\\nindex 3\\n->\\nindex 03\\n",
        "\\nindex 3\\n->\\nindex 300\\n", "\\nindex 3\\n->\\nextra AAB=\\nindex 3\\n", "\\n300\\n->\\n0300\\n",
        "\\n300\\n->\\n301\\n", "\\n300\\n->\\n18446744073709551916\\n", "\\n\\n->\\n", "\\n\u2014->\\r\\n\u2014",
        "@v1->@v2", "}]}->}]", "“->\""})
    void bothRefuseAChangedRecordOrReceipt(String change) throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(300);
        String[] parts = change.split("->", -1);
        String mine = log.mine(3);
        assertThat(mine).contains(parts[0]);
        int place = mine.indexOf(parts[0]);
        log.write("mine.json", mine.substring(0, place) + parts[1] + mine.substring(place + parts[0].length()));

        assertThat(verdicts("--records", file("mine.json"), "--key", KEY)).isEqualTo("1 1");
    }

    @Test
    void bothPassOverARecordThatWaitsAndKnowALogsEarlierKeys() throws Exception {
        WrittenLog log = new WrittenLog(directory).grow(300);
        Path earlier = log.write("earlier", log.read("checkpoint"));
        String waiting = "{\"record\":{\"recordId\":\"waits\"},\"nonce\":\""
                + StrictText.encodeBase64(WrittenLog.nonce(1)) + "\",\"receipt\":null}";
        log.write("mine.json", log.mine(3).replace("[{", "[" + waiting + ",{"));
        NoteSigner next = NoteSigner.generate(WrittenLog.ORIGIN, new SecureRandom());
        log.write("checkpoint", new Checkpoint(WrittenLog.ORIGIN, 300, log.root()).sign(next).encode());
        String[] question = {"--records", file("mine.json"), "--from", earlier.toString(), "--key",
            next.verifierKey().toString(), "--key", KEY};

        assertThat(verdicts(question)).isEqualTo("0 0");
        assertThat(verdicts(Arrays.copyOf(question, 6))).isEqualTo("1 1");
        log.write("mine.json", "{\"records\":[" + waiting + "]}");
        assertThat(verdicts(question)).isEqualTo("1 1");
    }

    @Test
    void bothWriteTheSameCanonicalJsonOfAwkwardValues() throws Exception {
        Random random = new Random(8785);
        List<Object> numbers = new ArrayList<>(
                Arrays.asList(0.0, -0.0, Double.MIN_VALUE, 1e21, 1e-7, 123e-20, 1L));
        while (numbers.size() < 2000) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                numbers.add(number);
            }
            numbers.add((double) random.nextInt() / (1 << random.nextInt(30)));
            numbers.add(random.nextLong() >> 12);
        }
        Map<String, @Nullable Object> record = new HashMap<>();
        record.put("numbers", numbers);
        for (int c = 0; c < 0x3000; c++) {
            record.put(Character.toString(c), "\"\\/\u007f\u2028" + Character.toString(0x1f600 + c));
        }
        byte[] nonce = WrittenLog.nonce(0);
        WrittenLog log = new WrittenLog(directory);
        log.append(List.of(
                new CommitmentEntry(CommitmentEntry.CONSENT, CommitmentEntry.commit(nonce, record)).encode()));
        log.sign(log.root());
        log.write("mine.json", CanonicalJson.text(Map.of("records", List.of(Map.of("record", record, "nonce",
                StrictText.encodeBase64(nonce), "receipt", log.receipt(0).encode())))));

        assertThat(verdicts("--records", file("mine.json"), "--key", KEY)).isEqualTo("0 0");
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    /** The exit codes of the Java and the Python verifier for the log in the directory. */
    private String verdicts(String... options) throws Exception {
        return verdictsOn(directory.toString(), options);
    }

    private String verdictsOn(String place, String... options) throws Exception {
        List<String> java = new ArrayList<>(List.of("--log", place));
        java.addAll(List.of(options));
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        List<String> python = new ArrayList<>(List.of("python3", SCRIPT.toString(), place));
        python.addAll(List.of(options));
        Path printed = directory.resolve("printed");
        Process process = new ProcessBuilder(python).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        int javaCode = VerifyCommand.run(out, java.toArray(new String[0]));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // A stack trace would end in 1 just like a refusal.
        assertThat(Files.readString(printed)).containsPattern(process.exitValue() == 0 ? "VERIFIED.*\\n$" : "\\n$")
                .doesNotContain("Traceback");
        return javaCode + " " + process.exitValue();
    }
}
