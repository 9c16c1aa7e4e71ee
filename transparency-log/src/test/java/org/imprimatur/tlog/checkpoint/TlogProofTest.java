package org.imprimatur.tlog.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.StoredLog;
import org.imprimatur.tlog.tile.TiledTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {

    private static final String NAME = "example.org/log";

    private static final NoteSigner SIGNER = NoteSigner.generate(NAME, new SecureRandom());

    private static final StoredLog LOG = new StoredLog().grow(StoredLog.entries(0, 300));

    private static final String HASH = Hash.EMPTY_ROOT.base64();

    /** The example of C2SP tlog-checkpoint. */
    @Test
    void theExampleOfTheSpecificationIsRead() {
        SignedNote note = SignedNote.parse("""
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                — example.com/behind-the-sofa \
                Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                """);
        Checkpoint checkpoint = Checkpoint.parse(note.text());

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.root().base64()).isEqualTo("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
        assertThat(checkpoint.text()).isEqualTo(note.text());
    }

    @Test
    void extensionLinesAreKept() {
        Checkpoint checkpoint = new Checkpoint("a log, with spaces", 7, Hash.EMPTY_ROOT, List.of("one", "two 2"));

        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a\n1\n", "a\n1\n%s", "a\n1\n%s\n\n", "\n1\n%s\n", "a\n\n%s\n", "a\n01\n%s\n",
        "a\n00\n%s\n", "a\n-1\n%s\n", "a\n+1\n%s\n", "a\n 1\n%s\n", "a\n1 \n%s\n", "a\n1.0\n%s\n", "a\n1e3\n%s\n",
        "a\n0x1\n%s\n", "a\n٣\n%s\n", "a\n9223372036854775808\n%s\n", "a\n18446744073709551615\n%s\n",
        "a\n99999999999999999999\n%s\n", "a\n1\n%s \n", "a\n1\n %s\n", "a\n1\nAAAA\n", "a\n1\n!\n", "a\n1\n\n",
        "a\n1\n%s\n\nx\n", "a\n1\n%sAA==\n", "a\r\n1\n%s\n", "a\n1\n%s\nx\u0007\n"})
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text.replace("%s", HASH))).isInstanceOf(MalformedException.class);
    }

    @Test
    void base64WithTrailingBitsOrWithoutPaddingIsNoRoot() {
        String canonical = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        for (String root : List.of(canonical.replace("2I=", "2J="), canonical.replace("=", ""), canonical + "=",
                canonical.replace('/', '_'))) {
            assertThatThrownBy(() -> Checkpoint.parse("a\n1\n" + root + "\n")).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void anEmptyLogHasTheEmptyRoot() {
        assertThat(Checkpoint.parse(new Checkpoint("a", 0, Hash.EMPTY_ROOT).text()).size()).isZero();
        assertThatThrownBy(() -> new Checkpoint("a", 0, Hash.leaf(new byte[0]))).isInstanceOf(MalformedException.class);
    }

    @Test
    void aCheckpointOfAnotherOriginIsRefusedEvenUnderTheRightKey() {
        SignedNote note = new Checkpoint("example.org/other", 1, Hash.EMPTY_ROOT).sign(SIGNER);

        assertThatThrownBy(() -> Checkpoint.open(note, SIGNER.verifierKey()))
                .isInstanceOf(NotVerifiedException.class).hasMessageContaining("example.org/other");
    }

    @Property(tries = 60)
    void everyEntryHasAReceiptThatVerifies(@ForAll @IntRange(min = 0, max = 299) int index) {
        String receipt = receipt(index);

        Checkpoint checkpoint = TlogProof.parse(receipt.getBytes(UTF_8)).verify(entry(index), SIGNER.verifierKey());

        assertThat(checkpoint).isEqualTo(new Checkpoint(NAME, 300, LOG.edge().root()));
        assertThat(TlogProof.parse(receipt).encode()).isEqualTo(receipt);
        assertThatThrownBy(() -> TlogProof.parse(receipt).verify(entry(index + 1), SIGNER.verifierKey()))
                .isInstanceOf(NotVerifiedException.class);
    }

    @Test
    void theOnlyEntryOfALogHasAReceiptWithoutHashes() {
        StoredLog one = new StoredLog().grow(StoredLog.entries(0, 1));
        TlogProof proof = TlogProof.of(new TiledTree(1, one).inclusion(0),
                new Checkpoint(NAME, 1, one.edge().root()).sign(SIGNER));

        assertThat(proof.encode()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\n" + NAME + "\n1\n");
        TlogProof.parse(proof.encode()).verify(entry(0), SIGNER.verifierKey());
    }

    @Test
    void anyBitFlippedInAReceiptSpoilsIt() {
        byte[] receipt = receipt(123).getBytes(UTF_8);
        for (int bit = 0; bit < receipt.length * 8; bit++) {
            byte[] forged = receipt.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> TlogProof.parse(forged).verify(entry(123), SIGNER.verifierKey()))
                    .isInstanceOfAny(MalformedException.class, NotVerifiedException.class);
        }
    }

    @Test
    void aReceiptCutShortAnywhereIsRefused() {
        String receipt = receipt(123);
        for (int length = 0; length < receipt.length(); length++) {
            String cut = receipt.substring(0, length);
            assertThatThrownBy(() -> TlogProof.parse(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void surplusAndMissingHashesAreRefused() {
        String receipt = receipt(123);
        String first = receipt.lines().skip(2).findFirst().orElseThrow() + "\n";

        for (String forged : List.of(receipt.replace(first, ""), receipt.replace(first, first + first),
                receipt.replace(first, first.repeat(64)), receipt.replace(first, first + "\n"))) {
            assertThatThrownBy(() -> TlogProof.parse(forged)).isInstanceOf(MalformedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index 300", "index 301", "index 9223372036854775807", "index 9223372036854775808",
        "index -1",
        "index 0123", "index +123", "index 123 ", "index  123", "index\t123", "Index 123", "index", "index ",
        "123", "extra AAAA", "extra \nindex 123", "extra AA\nindex 123", "extra AAB=\nindex 123",
        "extra AAAA\nextra AAAA\nindex 123", "index 123\nextra AAAA", "index 123\nindex 123", "\nindex 123"})
    void anIndexLineThatIsNotExactlyRightIsRefused(String line) {
        String forged = receipt(123).replace("index 123", line);

        assertThatThrownBy(() -> TlogProof.parse(forged).verify(entry(123), SIGNER.verifierKey()))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void extraDataIsKeptAndProvesNothing() {
        String receipt = receipt(123).replace("index 123", "extra AAAA\nindex 123");
        TlogProof proof = TlogProof.parse(receipt);

        assertThat(proof.extra()).isEqualTo("AAAA");
        assertThat(proof.encode()).isEqualTo(receipt);
        proof.verify(entry(123), SIGNER.verifierKey());
    }

    @Test
    void theCheckpointOfAnotherSizeOrSignerIsRefused() {
        TlogProof proof = TlogProof.parse(receipt(123));
        NoteSigner stranger = NoteSigner.generate(NAME, new SecureRandom());

        assertThatThrownBy(() -> TlogProof.of(proof.inclusion(),
                new Checkpoint(NAME, 299, LOG.edge().root()).sign(SIGNER))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> proof.verify(entry(123), stranger.verifierKey()))
                .isInstanceOf(NotVerifiedException.class);
        assertThatThrownBy(() -> TlogProof.parse(new byte[SignedNote.LONGEST + 1])).hasMessageContaining("longer");
    }

    private static byte[] entry(int index) {
        return StoredLog.entries(index, index + 1).getFirst();
    }

    private static String receipt(int index) {
        SignedNote checkpoint = new Checkpoint(NAME, 300, LOG.edge().root()).sign(SIGNER);
        return TlogProof.of(new TiledTree(300, LOG).inclusion(index), checkpoint).encode();
    }
}
