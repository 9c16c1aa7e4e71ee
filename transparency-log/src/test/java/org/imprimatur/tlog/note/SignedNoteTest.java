package org.imprimatur.tlog.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.StrictText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final String SIGNATURE_BASE64 = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
            + "RKuwHjG1Yu72IneyaQM=";

    /** The example of C2SP signed-note. */
    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo " + SIGNATURE_BASE64
            + "\n";

    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final VerifierKey KEY = VerifierKey.parse(VKEY);

    private static final NoteSigner SIGNER = NoteSigner.generate("example.org/log", new SecureRandom());

    @Test
    void theExampleOfTheSpecificationVerifies() {
        SignedNote note = SignedNote.parse(NOTE);
        note.verify(KEY);

        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.encode()).isEqualTo(NOTE);
        assertThat(KEY).hasToString(VKEY);
        assertThat(KEY.name()).isEqualTo("example.com/foo");
        assertThat(KEY.id()).isEqualTo(0x530d903a);
    }

    @Test
    void anyBitFlippedInTheNoteSpoilsIt() {
        byte[] note = NOTE.getBytes(UTF_8);
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] forged = note.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> SignedNote.parse(forged).verify(KEY))
                    .isInstanceOfAny(MalformedException.class, NotVerifiedException.class);
        }
    }

    @Test
    void anyBitFlippedInAVerifierKeySpoilsIt() {
        byte[] vkey = VKEY.getBytes(UTF_8);
        for (int bit = 0; bit < vkey.length * 8; bit++) {
            byte[] forged = vkey.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> VerifierKey.parse(StrictText.decodeUtf8(forged)))
                    .isInstanceOf(MalformedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", "text\n", "text\n\n", "text", "\u2014 a AAAAAAA=\n",
        "text\n\n\u2014 a AAAAAAA=", "text\n\n\u2014 a AAAAAAA=\n ", "text\n\n\u2014 a AAAAAAA=\n\n",
        "text\n\u2014 a AAAAAAA=\n", "text\n\n- a AAAAAAA=\n", "text\n\n\u2014a AAAAAAA=\n",
        "text\n\n\u2014  a AAAAAAA=\n", "text\n\n\u2014 a  AAAAAAA=\n", "text\n\n\u2014 a AAAAAAA= \n",
        "text\n\n\u2014 AAAAAAA=\n", "text\n\n\u2014 a b AAAAAAA=\n", "text\n\n\u2014 a+b AAAAAAA=\n",
        "text\n\n\u2014 a\u00a0b AAAAAAA=\n", "text\n\n\u2014 a\u2003b AAAAAAA=\n", "text\n\n\u2014 a AAAAAAA\n",
        "text\n\n\u2014 a AAAAAAB=\n", "text\n\n\u2014 a AAAAAA==\n", "text\n\n\u2014 a \n",
        "text\n\n\u2014 a AAAA\u00adAAA=\n",
        "text\r\n\n\u2014 a AAAAAAA=\n", "text\n\n\u2014 a AAAAAAA=\r\n", "te\u0000xt\n\n\u2014 a AAAAAAA=\n",
        "te\txt\n\n\u2014 a AAAAAAA=\n", "te\u001fxt\n\n\u2014 a AAAAAAA=\n", "te\ud800xt\n\n\u2014 a AAAAAAA=\n",
        "text\n\n\u2014 a AAAAAAA=\ntrailing\n", "text\n\n\u2014 a AAAAAAA=\n\n\u2014 b\n", "text\n\n\n"})
    void whatIsNoNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedException.class);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] note = NOTE.getBytes(UTF_8);
        note[3] = (byte) 0xff;

        assertThatThrownBy(() -> SignedNote.parse(note)).hasMessageContaining("UTF-8");
    }

    @Test
    void theTextMayHaveEmptyLinesAndLinesThatLookLikeSignatures() {
        String text = "\nfirst\n\n\u2014 example.com/foo " + SIGNATURE_BASE64 + "\n\nlast\n\n";
        SignedNote note = SignedNote.sign(text, SIGNER);

        assertThat(SignedNote.parse(note.encode())).isEqualTo(note);
        note.verify(SIGNER.verifierKey());
        assertThatThrownBy(() -> note.verify(KEY)).hasMessageContaining("no signature is by a known key");
    }

    @Test
    void signaturesByUnknownKeysAreIgnored() {
        NoteSigner stranger = NoteSigner.generate("example.com/foo", new SecureRandom());
        NoteSigner sameNameOtherId = NoteSigner.generate("example.org/log", new SecureRandom());
        SignedNote note = SignedNote.parse(SignedNote.sign("text\n", stranger, SIGNER, sameNameOtherId).encode());

        note.verify(SIGNER.verifierKey());
        note.verify(KEY, SIGNER.verifierKey());
        assertThatThrownBy(() -> note.verify(KEY)).isInstanceOf(NotVerifiedException.class);
        assertThatThrownBy(note::verify).isInstanceOf(NotVerifiedException.class);
    }

    @Test
    void oneWrongSignatureByAKnownKeyRefusesTheWholeNote() {
        NoteSigner other = NoteSigner.generate("other", new SecureRandom());
        SignedNote right = SignedNote.sign("text\n", SIGNER);
        SignedNote wrong = SignedNote.sign("another text\n", other);
        SignedNote note = new SignedNote("text\n",
                List.of(right.signatures().getFirst(), wrong.signatures().getFirst()));

        assertThatThrownBy(() -> note.verify(SIGNER.verifierKey(), other.verifierKey()))
                .hasMessageContaining("the signature by other is wrong");
    }

    @Test
    void aSignatureMovedToAnotherTextOrCutShortIsRefused() {
        NoteSignature signature = SignedNote.sign("text\n", SIGNER).signatures().getFirst();
        byte[] bytes = StrictText.decodeBase64(signature.base64());
        NoteSignature shorter = new NoteSignature(signature.name(),
                StrictText.encodeBase64(java.util.Arrays.copyOf(bytes, bytes.length - 1)));
        NoteSignature longer = new NoteSignature(signature.name(),
                StrictText.encodeBase64(java.util.Arrays.copyOf(bytes, bytes.length + 1)));

        for (SignedNote note : List.of(new SignedNote("text2\n", List.of(signature)),
                new SignedNote("text\n", List.of(shorter)), new SignedNote("text\n", List.of(longer)))) {
            assertThatThrownBy(() -> note.verify(SIGNER.verifierKey())).isInstanceOf(NotVerifiedException.class);
        }
    }

    @Test
    void sixtyFourSignaturesAreReadAndNoMore() {
        NoteSignature signature = SignedNote.sign("text\n", SIGNER).signatures().getFirst();
        SignedNote most = new SignedNote("text\n", Collections.nCopies(64, signature));
        String oneMore = most.encode() + signature.line();

        SignedNote.parse(most.encode()).verify(SIGNER.verifierKey());
        assertThatThrownBy(() -> SignedNote.parse(oneMore)).hasMessageContaining("1 to 64 signatures");
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.LONGEST + 1])).hasMessageContaining("longer");
        assertThatThrownBy(() -> SignedNote.sign("text\n")).hasMessageContaining("1 to 64 signatures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no newline", "tab\t\n", "return\r\n", "lone \udc00\n"})
    void aTextThatNoNoteCanHaveIsNotSigned(String text) {
        assertThatThrownBy(() -> SignedNote.sign(text, SIGNER)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "++", "example.com/foo", "example.com/foo+530d903a",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
    void whatIsNoVerifierKeyIsRefused(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(MalformedException.class);
    }

    /** y = 2 is on no point; y = p + 1 is y = 1 written in a second way (RFC 8032 §5.1.3). */
    @ParameterizedTest
    @ValueSource(strings = {"0200000000000000000000000000000000000000000000000000000000000000",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
    void bytesThatAreNoPointOfTheCurveAreNoKey(String hex) {
        assertThatThrownBy(() -> Ed25519.publicKey(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedException.class);
    }

    /** RFC 8032 §7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, "
            + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', "
            + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, "
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, "
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, "
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, "
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"})
    void keysAndSignaturesAreThoseOfTheRfc(String secret, String key, String message, String signature) {
        PrivateKey privateKey = Ed25519
                .privateKey(HexFormat.of().parseHex("302e020100300506032b657004220420" + secret));
        byte[] signed = Ed25519.sign(privateKey, HexFormat.of().parseHex(message));

        assertThat(Ed25519.bytes(Ed25519.publicKey(privateKey))).isEqualTo(HexFormat.of().parseHex(key));
        assertThat(signed).isEqualTo(HexFormat.of().parseHex(signature));
        assertThat(Ed25519.verifies(Ed25519.publicKey(HexFormat.of().parseHex(key)), HexFormat.of().parseHex(message),
                signed)).isTrue();
    }

    /** s + L verifies too where S is not checked to be below L: a second signature from the first (RFC 8032 §5.1.7). */
    @Test
    void aSignatureCannotBeRewrittenIntoAnother() {
        byte[] text = "text\n".getBytes(UTF_8);
        byte[] signature = SIGNER.sign(text).bytes();
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        byte[] line = new byte[68];
        System.arraycopy(StrictText.decodeBase64(SIGNER.sign(text).base64()), 0, line, 0, 4);
        System.arraycopy(signature, 0, line, 4, 64);
        SignedNote forged = new SignedNote("text\n",
                List.of(new NoteSignature(SIGNER.verifierKey().name(), StrictText.encodeBase64(line))));

        assertThatThrownBy(() -> forged.verify(SIGNER.verifierKey())).isInstanceOf(NotVerifiedException.class);
    }

    @Property(tries = 50)
    void whateverTextIsSignedVerifiesAfterReading(@ForAll String any) {
        String text = any.codePoints().filter(c -> c >= ' ' && (c < 0xd800 || c > 0xdfff))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).append('\n')
                .toString();
        SignedNote note = SignedNote.parse(SignedNote.sign(text, SIGNER).encode().getBytes(UTF_8));

        note.verify(SIGNER.verifierKey());
        assertThat(note.text()).isEqualTo(text);
    }

    @Test
    void aPrivateKeyComesBackFromItsPemFile() {
        NoteSigner again = NoteSigner.fromPem("example.org/log", SIGNER.toPem());

        assertThat(again.verifierKey()).isEqualTo(SIGNER.verifierKey()).hasSameHashCodeAs(SIGNER.verifierKey());
        SignedNote.sign("text\n", again).verify(SIGNER.verifierKey());
        assertThat(VerifierKey.parse(again.verifierKey().toString())).isEqualTo(SIGNER.verifierKey());
    }

    /** Written by openssl genpkey -algorithm ed25519. */
    @Test
    void aPemFileOfOpensslIsRead() {
        String pem = "-----BEGIN PRIVATE KEY-----\r\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex("302e020100300506032b657004220420"
                        + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
                + "\r\n-----END PRIVATE KEY-----\r\n";

        assertThat(NoteSigner.fromPem("a", pem).verifierKey().toString())
                .endsWith(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(
                        "01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MC4CAQAwBQYDK2VwBCIEIA==", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----"})
    void whatIsNoPrivateKeyIsRefused(String pem) {
        assertThatThrownBy(() -> NoteSigner.fromPem("a", pem)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aSignerNeverPrintsItsSecret() {
        String secret = SIGNER.toPem().lines().skip(1).findFirst().orElseThrow();

        assertThat(SIGNER.toString()).doesNotContain(secret.substring(24, 60)).contains("example.org/log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\u00a0b", "a\u2028b", "a\nb", "a\u0085b"})
    void aNameWithSpacesOrPlusIsNoKeysName(String name) {
        assertThatThrownBy(() -> NoteSigner.generate(name, new SecureRandom())).isInstanceOf(MalformedException.class);
    }
}
