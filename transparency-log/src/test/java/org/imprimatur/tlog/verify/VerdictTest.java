package org.imprimatur.tlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.note.NoteSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command's last word is, for logs of several keys, logs behind a door, and files that aren't all logged. */
class VerdictTest {

    private static final String KEY = WrittenLog.SIGNER.verifierKey().toString();

    private static final NoteSigner NEXT = NoteSigner.generate(WrittenLog.ORIGIN, new SecureRandom());

    @TempDir
    Path directory;

    private WrittenLog log;

    @BeforeEach
    void writeALog() {
        log = new WrittenLog(directory.resolve("log")).grow(300);
    }

    @Test
    void oneWaitingRecordDoesNotStopTheCheckOfTheOthers() {
        Path mine = log.write("../mine.json", withWaiting(log.mine(3, 7)));

        assertThat(verify("--records", mine.toString(), "--key", KEY))
                .contains("Record 00000000-0000-7000-8000-000000000003: is in the log",
                        "Record 00000000-0000-7000-8000-000000000100: waits to be logged and was not checked",
                        "Record 00000000-0000-7000-8000-000000000007: is in the log")
                .endsWith("VERIFIED, but for 1 record that waits to be logged\n0");
        Path forged = log.write("../forged.json",
                withWaiting(log.mine(3, 7)).replace("000000000007\"", "000000000008\""));
        assertThat(verify("--records", forged.toString(), "--key", KEY))
                .contains("REFUSED: " + forged + ": record 00000000-0000-7000-8000-000000000008: ").endsWith("\n1");
    }

    @Test
    void aLogThatChangedItsKeyVerifiesWithBothAndNeitherAlone() {
        Path earlier = log.write("../earlier", log.read("checkpoint"));
        Path mine = log.write("../mine.json", log.mine(3));
        log.write("checkpoint", new Checkpoint(WrittenLog.ORIGIN, 300, log.root()).sign(NEXT).encode());
        String place = log.directory().toString();
        String next = NEXT.verifierKey().toString();

        assertThat(verify("--log", place, "--key", KEY, "--key", next, "--from", earlier.toString(), "--records",
                mine.toString())).contains("Key: " + KEY, "Key: " + next).endsWith("VERIFIED\n0");
        Path both = log.write("../keys", next + "\n" + KEY + "\n");
        assertThat(verify("--log", place, "--key", both.toString(), "--records", mine.toString()))
                .endsWith("VERIFIED\n0");
        assertThat(verify("--log", place, "--key", KEY)).endsWith(
                "REFUSED: checkpoint: no signature is by a known key\n1");
        assertThat(verify("--log", place, "--key", next, "--from", earlier.toString()))
                .endsWith("REFUSED: " + earlier + ": no signature is by a known key\n1");
        assertThat(verify("--log", place, "--key", next, "--records", mine.toString())).endsWith("REFUSED: " + mine
                + ": record 00000000-0000-7000-8000-000000000003: no signature is by a known key\n1");
    }

    @Test
    void anEarlierCheckpointOfAnotherLogIsRefused() {
        NoteSigner other = NoteSigner.fromPem("imprimatur.local/access", WrittenLog.SIGNER.toPem());
        Path earlier = log.write("../earlier",
                new Checkpoint("imprimatur.local/access", 300, log.root()).sign(other).encode());

        assertThat(verify("--log", log.directory().toString(), "--key", KEY, "--key",
                other.verifierKey().toString(), "--from", earlier.toString()))
                .contains("REFUSED: " + earlier + ": the checkpoint is of imprimatur.local/access").endsWith("\n1");
    }

    @Test
    void theFileThatIsNoneOfItsKindIsNamed() {
        Path nonsense = log.write("../nonsense", "nonsense");
        String place = log.directory().toString();

        assertThat(verify("--log", place, "--key", nonsense.toString())).contains("REFUSED: " + nonsense + ": ");
        Path noText = log.write("../no-text", new byte[]{(byte) 0xff, (byte) 0xfe});
        assertThat(verify("--log", place, "--key", noText.toString())).contains("REFUSED: " + noText + ": ");
        assertThat(verify("--log", "http://localhost", "--key", KEY, "--token", noText.toString()))
                .contains("REFUSED: " + noText + ": ");
        Path empty = log.write("../empty", "");
        assertThat(verify("--log", place, "--key", empty.toString())).contains("REFUSED: " + empty + ": ");
        assertThat(verify("--key", KEY, "--records", empty.toString())).contains("REFUSED: " + empty + ": ");
        assertThat(verify("--log", place, "--key", KEY, "--from", nonsense.toString()))
                .contains("REFUSED: " + nonsense + ": ");
        assertThat(verify("--key", KEY, "--records", nonsense.toString())).contains("REFUSED: " + nonsense + ": ");
        Path record = log.write("../record.json", CanonicalJson.text(WrittenLog.record(3)));
        String nonce = StrictText.encodeBase64(WrittenLog.nonce(3));
        assertThat(verify("--key", KEY, "--receipt", nonsense.toString(), "--record", record.toString(), "--nonce",
                nonce)).contains("REFUSED: " + nonsense + ": ");
        Path receipt = log.write("../receipt", log.receipt(3).encode());
        assertThat(verify("--key", KEY, "--receipt", receipt.toString(), "--record", nonsense.toString(), "--nonce",
                nonce)).contains("REFUSED: " + nonsense + ": ");
    }

    @Test
    void aFileThatIsNotThereIsSaidNotToBe() {
        String place = log.directory().toString();
        assertThat(verify("--log", place, "--key", "consent.vkey")).startsWith("--key: consent.vkey is no verifier key")
                .endsWith("\n2");
        assertThat(verify("--log", place, "--key", KEY, "--from", "yesterday.checkpoint"))
                .contains("cannot read the file yesterday.checkpoint").endsWith("\n2");
        assertThat(verify("--log", "http://localhost:1/log", "--key", KEY, "--token", "carl.token"))
                .startsWith("Token: as given, there is no file of this name.").endsWith("\n1");
    }

    @Test
    void aLogThatIsNotOpenToEverybodyIsReadWithAToken() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean open = "Bearer to.ken-1==".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            Path file = log.directory().resolve(exchange.getRequestURI().getPath().substring("/access-log/".length()));
            byte[] bytes = open && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(!open ? 401 : bytes.length == 0 ? 404 : 200,
                    bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort() + "/access-log";
            assertThat(verify("--log", address, "--key", KEY)).contains("REFUSED: ", "answered 401", "--token")
                    .endsWith("\n1");
            assertThat(verify("--log", address, "--key", KEY, "--token", "to.ken-1==")).endsWith("VERIFIED\n0");
            Path token = log.write("../token", "to.ken-1==\n");
            assertThat(verify("--log", address, "--key", KEY, "--token", token.toString())).endsWith("VERIFIED\n0");
        } finally {
            server.stop(0);
        }
    }

    /** The same records with one between them that the log doesn't cover yet. */
    private static String withWaiting(String mine) {
        String waiting = "{\"record\":" + CanonicalJson.text(WrittenLog.record(100)) + ",\"nonce\":\""
                + StrictText.encodeBase64(WrittenLog.nonce(100)) + "\",\"receipt\":null}";
        String between = "},{\"nonce\"";
        assertThat(mine).contains(between);
        return mine.replace(between, "}," + waiting + ",{\"nonce\"");
    }

    /** What was printed, and on the last line the exit code. */
    private static String verify(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = VerifyCommand.run(new PrintStream(bytes, true, UTF_8), args);
        return bytes.toString(UTF_8) + code;
    }
}
