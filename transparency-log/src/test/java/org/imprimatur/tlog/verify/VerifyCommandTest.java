package org.imprimatur.tlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.tile.EntryBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    private static final String KEY = WrittenLog.SIGNER.verifierKey().toString();

    @TempDir
    Path directory;

    private WrittenLog log;

    private String logDirectory;

    @BeforeEach
    void writeALog() {
        logDirectory = directory.resolve("log").toString();
        log = new WrittenLog(Path.of(logDirectory)).grow(600);
    }

    @Test
    void aWholeLogVerifies() {
        assertThat(verify("--log", logDirectory, "--key", KEY)).isEqualTo("""
                Key: %s, as given.
                Checkpoint: signed by imprimatur.local/consent, 600 entries, root %s.
                Entries: read all 600; each is a commitment and nothing else.
                Tiles: made all 4 from the entries; each is served exactly so, and they lead to the signed root.
                VERIFIED
                0""".formatted(KEY, log.root()));
    }

    @Test
    void logsOfTheSizesWhereTilesFillUpVerify() {
        for (int size : new int[]{0, 1, 255, 256, 257, 512, 1000}) {
            String other = directory.resolve("log" + size).toString();
            new WrittenLog(Path.of(other)).grow(size);

            assertThat(verify("--log", other, "--key", KEY)).endsWith("VERIFIED\n0");
        }
    }

    @Test
    void aKeyTakenFromTheLogItselfIsSaidToBeSo() {
        assertThat(verify("--log", logDirectory)).contains("taken from the log itself", "compare the key", KEY,
                "\nUNCONFIRMED: ").doesNotContain("VERIFIED").endsWith("was not shown.\n3");
    }

    @Test
    void aKeyInAFileIsRead() {
        Path file = log.write("../my-key", KEY + "\n");

        assertThat(verify("--log", logDirectory, "--key", file.toString())).endsWith("VERIFIED\n0");
    }

    @Test
    void anotherKeyRefusesTheLog() {
        NoteSigner stranger = NoteSigner.generate(WrittenLog.ORIGIN, new SecureRandom());

        assertThat(verify("--log", logDirectory, "--key", stranger.verifierKey().toString()))
                .endsWith("REFUSED: checkpoint: no signature is by a known key\n1");
    }

    @Test
    void everyFileOfTheLogCounts() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(logDirectory))) {
            List<String> required = files.filter(Files::isRegularFile)
                    .map(file -> Path.of(logDirectory).relativize(file).toString())
                    .filter(path -> path.matches("checkpoint|tile/.*/(000|001)|.*\\.p/88|tile/1/000\\.p/2")).toList();
            assertThat(required).hasSize(8);
            for (String path : required) {
                byte[] bytes = log.read(path);
                for (int bit : new int[]{0, bytes.length * 4 + 3, bytes.length * 8 - 1}) {
                    log.flip(path, bit);
                    assertThat(verify("--log", logDirectory, "--key", KEY)).contains("REFUSED").endsWith("\n1");
                    log.write(path, bytes);
                }
                Files.delete(Path.of(logDirectory, path));
                assertThat(verify("--log", logDirectory, "--key", KEY)).contains("REFUSED").endsWith("\n1");
                log.write(path, bytes);
            }
        }
        assertThat(verify("--log", logDirectory, "--key", KEY)).endsWith("VERIFIED\n0");
    }

    @Test
    void aPartialTileMayBeGoneOnceItIsFull() throws Exception {
        byte[] checkpoint = log.read("checkpoint");
        log.grow(500);
        log.write("checkpoint", checkpoint);
        Files.delete(Path.of(logDirectory, "tile/0/002.p/88"));
        Files.delete(Path.of(logDirectory, "tile/entries/002.p/88"));

        assertThat(verify("--log", logDirectory, "--key", KEY)).contains(" 600 entries").endsWith("VERIFIED\n0");

        log.write("tile/0/002", Arrays.copyOf(log.read("tile/0/002"), 88 * 32));
        assertThat(verify("--log", logDirectory, "--key", KEY)).contains("REFUSED: tile/0/002").endsWith("\n1");
    }

    @Test
    void aRootThatDoesNotFollowFromTheEntriesIsRefusedHoweverWellSigned() {
        log.sign(Hash.leaf(new byte[0]));

        assertThat(verify("--log", logDirectory, "--key", KEY))
                .contains("REFUSED: the entries have the root " + log.root() + ", not the one signed").endsWith("\n1");
    }

    @Test
    void anEntryThatIsNoCommitmentIsRefused() {
        log.append(List.of("visitor@example.org".getBytes(UTF_8)));
        log.sign(log.root());

        assertThat(verify("--log", logDirectory, "--key", KEY)).contains("REFUSED: entry 600 is no commitment")
                .endsWith("\n1");
    }

    @Test
    void growthSinceAnEarlierCheckpointVerifies() {
        Path earlier = log.write("../earlier", log.read("checkpoint"));
        log.grow(77);

        assertThat(verify("--log", logDirectory, "--key", KEY, "--from", earlier.toString()))
                .contains("the first 600 entries are those of the earlier checkpoint").endsWith("VERIFIED\n0");
    }

    @Test
    void aLogThatForgotOrChangedItsPastIsRefused() {
        Path earlier = log.write("../earlier", log.read("checkpoint"));
        Path forged = log.write("../forged",
                new Checkpoint(WrittenLog.ORIGIN, 300, Hash.EMPTY_ROOT).sign(WrittenLog.SIGNER).encode());
        Path foreign = log.write("../foreign", new Checkpoint(WrittenLog.ORIGIN, 600, log.root())
                .sign(NoteSigner.generate(WrittenLog.ORIGIN, new SecureRandom())).encode());
        String shorter = directory.resolve("shorter").toString();
        new WrittenLog(Path.of(shorter)).grow(599);

        assertThat(verify("--log", shorter, "--key", KEY, "--from", earlier.toString()))
                .contains("REFUSED: " + earlier + ": the log has shrunk from 600 entries to 599").endsWith("\n1");
        assertThat(verify("--log", logDirectory, "--key", KEY, "--from", forged.toString()))
                .contains("REFUSED: " + forged + ": the consistency proof from 300 to 600 fails").endsWith("\n1");
        assertThat(verify("--log", logDirectory, "--key", KEY, "--from", foreign.toString()))
                .contains("REFUSED: " + foreign + ": no signature is by a known key").endsWith("\n1");
    }

    @Test
    void aVisitorsOwnRecordsVerify() {
        Path mine = log.write("../mine.json", log.mine(3, 599));

        assertThat(verify("--records", mine.toString(), "--key", KEY)).isEqualTo(
                """
                        Key: %s, as given.
                        Record 00000000-0000-7000-8000-000000000003: is in the log, covered by the checkpoint of 600 entries that \
                        imprimatur.local/consent signed.
                        Record 00000000-0000-7000-8000-000000000599: is in the log, covered by the checkpoint of 600 entries that \
                        imprimatur.local/consent signed.
                        VERIFIED
                        0"""
                        .formatted(KEY));
    }

    @Test
    void receiptsAreHeldAgainstTheLogAsItIsNow() {
        Path mine = log.write("../mine.json", log.mine(3));
        log.grow(100);
        String other = directory.resolve("other").toString();
        new WrittenLog(Path.of(other)).append(List.of("another past".getBytes(UTF_8))).grow(800);

        assertThat(verify("--records", mine.toString(), "--log", logDirectory, "--key", KEY))
                .contains("continues the one that the receipt was given from").endsWith("VERIFIED\n0");
        assertThat(verify("--records", mine.toString(), "--log", other, "--key", KEY)).endsWith("\n1");
    }

    @Test
    void aRecordWithItsReceiptInFilesOfTheirOwnVerifies() {
        Path receipt = log.write("../choice.tlog-proof", log.receipt(41).encode());
        Path record = log.write("../record.json", CanonicalJson.text(WrittenLog.record(41)));
        String nonce = StrictText.encodeBase64(WrittenLog.nonce(41));

        assertThat(
                verify("--receipt", receipt.toString(), "--record", record.toString(), "--nonce", nonce, "--key", KEY))
                .contains("Record 00000000-0000-7000-8000-000000000041").endsWith("VERIFIED\n0");
        assertThat(verify("--receipt", receipt.toString(), "--record", record.toString(), "--nonce",
                StrictText.encodeBase64(WrittenLog.nonce(42)), "--key", KEY))
                .contains("REFUSED: " + receipt + ": the inclusion proof for index 41 does not lead to the tree's root")
                .endsWith("\n1");
    }

    @Test
    void anAuditorsLookAtTheRecordsVerifiesLikeAVisitorsChoice() {
        WrittenLog accesses = new WrittenLog(directory.resolve("access"));
        Map<String, @Nullable Object> look = Map.of("schema", "imprimatur-access-record/v1", "accessId",
                "019aaf2c-0000-7000-8000-000000000001", "actor", "carl", "action", "read");
        byte[] nonce = WrittenLog.nonce(0);
        CommitmentEntry entry = new CommitmentEntry(CommitmentEntry.ACCESS, CommitmentEntry.commit(nonce, look));
        accesses.append(List.of(entry.encode())).sign(accesses.root());
        String receipt = log.write("../look.tlog-proof", accesses.receipt(0).encode()).toString();
        String kept = log.write("../look.json", CanonicalJson.text(look)).toString();
        String changed = log.write("../changed.json", CanonicalJson.text(look).replace("carl", "anna")).toString();

        assertThat(verify("--receipt", receipt, "--record", kept, "--nonce", StrictText.encodeBase64(nonce), "--key",
                KEY)).contains("Record 019aaf2c-0000-7000-8000-000000000001: is in the log").endsWith("VERIFIED\n0");
        assertThat(verify("--receipt", receipt, "--record", changed, "--nonce", StrictText.encodeBase64(nonce), "--key",
                KEY)).contains("REFUSED: " + receipt + ": the inclusion proof").endsWith("\n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"marketing\":false->\"marketing\":true", "\"state\":\"given\"->\"state\":\"refused\"",
        "\"state\":\"given\",->", "\"gpc\":false->\"gpc\":false,\"extra\":1", "\"gpc\":false->\"gpc\":0",
        "\"gpc\":false->\"gpc\":false,\"gpc\":false", "\"nonce\":\"->\"nonce\":\" ", "=\",\"receipt\"->\",\"receipt\"",
        "\\nindex 3\\n->\\nindex 4\\n", "\\n600\\n->\\n601\\n", "\\nindex 3\\n->\\nindex 600\\n",
        "\"receipt\":->\"Receipt\":", "\"records\":->\"record\":", "“->\"", "}]}->}]", "😀->😁"})
    void aRecordChangedInAnythingIsRefused(String change) {
        String[] parts = change.split("->", -1);
        String mine = log.mine(3);
        assertThat(mine).contains(parts[0]);
        Path forged = log.write("../mine.json", mine.replaceFirst(java.util.regex.Pattern.quote(parts[0]),
                java.util.regex.Matcher.quoteReplacement(parts[1])));

        assertThat(verify("--records", forged.toString(), "--key", KEY)).contains("REFUSED: ").endsWith("\n1");
    }

    @Test
    void theOrderAndSpacingOfARecordsFieldsDoNotMatter() {
        String spaced = log.mine(3).replace("{", "{ ").replace(",\"", ",\n\t\"");

        assertThat(verify("--records", log.write("../mine.json", spaced).toString(), "--key", KEY))
                .endsWith("VERIFIED\n0");
    }

    @Test
    void aRecordThatIsNotLoggedYetIsNotVerified() {
        String nonce = StrictText.encodeBase64(WrittenLog.nonce(1));
        Path mine = log.write("../mine.json",
                "{\"records\":[{\"record\":{},\"nonce\":\"" + nonce + "\",\"receipt\":null}]}");
        Path none = log.write("../none.json", "{\"records\":[]}");

        assertThat(verify("--records", mine.toString(), "--key", KEY))
                .contains("REFUSED: " + mine + ": the file has no record with a receipt yet")
                .endsWith("\n1");
        assertThat(verify("--records", none.toString(), "--key", KEY)).contains("REFUSED: ").endsWith("\n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help --log", "--log", "--log a --log b", "--key k", "--records f",
        "--receipt f --key k",
        "--receipt f --record f --key k", "--record f --nonce n --key k", "--from f --records f --key k",
        "--log /nowhere/at/all", "--log http://", "--log http://h/?q", "--log http://h/#f",
        "--token t --records f --key k", "--log . --token t", "--log http://h --token a\u00adb",
        "log",
        "--records /nowhere/at/all --key example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
    void misuseIsExplained(String words) {
        assertThat(verify(words.isEmpty() ? new String[0] : words.split(" ")))
                .contains("Exit code: 0 verified, 1 refused, 2")
                .endsWith("\n2");
    }

    @Test
    void helpIsNoMisuse() {
        assertThat(verify("--help")).contains("verify --log URL_OR_DIRECTORY").endsWith("\n0");
    }

    @Test
    void whatAHostileLogSaysCannotSteerTheTerminal() {
        byte[] checkpoint = new Checkpoint("evil\u009b2J\u202e", 0, Hash.EMPTY_ROOT).sign(WrittenLog.SIGNER).encode()
                .getBytes(UTF_8);
        log.write("checkpoint", checkpoint);

        assertThat(verify("--log", logDirectory, "--key", KEY)).contains("evil?2J?").doesNotContain("\u009b", "\u202e")
                .endsWith("\n1");
    }

    @Test
    void aFileLongerThanItsKindMayBeIsRefused() {
        log.write("checkpoint", new byte[(1 << 20) + 1]);
        assertThat(verify("--log", logDirectory, "--key", KEY)).contains("REFUSED: checkpoint is longer than");
        log.sign(log.root()).write("tile/entries/000", new byte[256 * (2 + EntryBundle.LONGEST_ENTRY) + 1]);
        assertThat(verify("--log", logDirectory, "--key", KEY)).contains("REFUSED: tile/entries/000 is longer than");
    }

    /** What was printed, and on the last line the exit code. */
    private static String verify(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = VerifyCommand.run(new PrintStream(bytes, true, UTF_8), args);
        return bytes.toString(UTF_8) + code;
    }
}
