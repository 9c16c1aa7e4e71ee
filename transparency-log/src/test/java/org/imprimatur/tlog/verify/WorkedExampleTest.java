package org.imprimatur.tlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in docs/verifying-the-log.md, each recomputed from what stands before it. */
class WorkedExampleTest {

    private static final Path DOCUMENT = Path.of("../docs/verifying-the-log.md");

    /** A fenced block under a comment that names it: {@code <!-- example: name -->}. */
    private static final Pattern EXAMPLE = Pattern.compile("<!-- example: ([a-z -]+) -->\n```[a-z]*\n(.*?)```\n",
            Pattern.DOTALL);

    private final Map<String, String> examples = new HashMap<>();

    private Map<String, @Nullable Object> record = Map.of();

    private List<byte[]> entries = List.of();

    @TempDir
    Path directory;

    @BeforeEach
    void readTheDocument() throws IOException {
        Matcher matcher = EXAMPLE.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            assertThat(examples.put(matcher.group(1), matcher.group(2))).as(matcher.group(1)).isNull();
        }
        record = JsonReader.readObject(example("record").getBytes(UTF_8));
        entries = Stream.of("first commitment", "commitment", "third commitment")
                .map(name -> new CommitmentEntry(CommitmentEntry.CONSENT, Hash.fromBase64(line(name))).encode())
                .toList();
    }

    @Test
    void theRecordLeadsToItsEntry() {
        byte[] nonce = StrictText.decodeBase64(line("nonce"));

        assertThat(CanonicalJson.text(record)).isEqualTo(line("canonical record"));
        assertThat(CommitmentEntry.commit(nonce, record).base64()).isEqualTo(line("commitment"));
        assertThat(new String(entries.get(1), UTF_8)).isEqualTo(example("entry"));
    }

    @Test
    void theEntriesLeadToTheSignedRoot() {
        List<Hash> leaves = entries.stream().map(Hash::leaf).toList();
        Hash node = Hash.node(leaves.get(0), leaves.get(1));
        Hash root = Hash.node(node, leaves.get(2));

        assertThat("""
                leaf 0   %s
                leaf 1   %s
                leaf 2   %s
                node     %s
                root     %s
                """.formatted(leaves.get(0).hex(), leaves.get(1).hex(), leaves.get(2).hex(), node.hex(), root.hex()))
                .isEqualTo(example("hashes"));
        assertThat(WrittenLog.SIGNER.verifierKey()).hasToString(line("key"));
        assertThat(written().sign(root).read("checkpoint")).asString().isEqualTo(example("checkpoint"));
        assertThat(written().sign(root).receipt(1).encode()).isEqualTo(example("receipt"));
    }

    @Test
    void theBundleBeginsAsShown() {
        byte[] bundle = written().read("tile/entries/000.p/3");

        assertThat(bundle).hasSize(3 * 69);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(bundle, 0, 28)).isEqualTo(line("bundle"));
        assertThat(written().read("tile/0/000.p/3")).hasSize(96);
    }

    @Test
    void theCommandSaysWhatIsShown() throws IOException {
        WrittenLog log = written();
        log.sign(log.root());
        String receipt = log.write("../choice.tlog-proof", example("receipt")).toString();
        String json = log.write("../record.json", example("record")).toString();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int code = VerifyCommand.run(new PrintStream(bytes, true, UTF_8), "--log", log.directory().toString(), "--key",
                line("key"), "--receipt", receipt, "--record", json, "--nonce", line("nonce"));

        assertThat(bytes.toString(UTF_8)).isEqualTo(example("output"));
        assertThat(code).isZero();
    }

    private WrittenLog written() {
        return new WrittenLog(directory.resolve("log")).append(entries);
    }

    private String example(String name) {
        String example = examples.get(name);
        if (example == null) {
            throw new AssertionError("the document has no example: " + name);
        }
        return example;
    }

    private String line(String name) {
        return example(name).strip();
    }
}
