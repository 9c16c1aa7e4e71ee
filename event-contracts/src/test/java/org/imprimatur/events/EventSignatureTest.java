package org.imprimatur.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.imprimatur.tlog.note.NoteSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSignatureTest {
    private static final byte[] VALUE = "{}".getBytes(UTF_8);

    private final NoteSigner old = NoteSigner.generate("newsroom.example/articles", new SecureRandom());
    private final NoteSigner fresh = NoteSigner.generate("newsroom.example/articles", new SecureRandom());
    private final String signature = new EventSigner(old).sign("id-1", "type", "article", VALUE);

    private final EventVerifier verifier = new EventVerifier(List.of(fresh.verifierKey(), old.verifierKey()));

    @Test
    void whatOneOfTheKeysSignedIsGenuine() {
        assertThat(verifier.isGenuine(signature, "id-1", "type", "article", VALUE)).isTrue();
        assertThat(signature).startsWith("newsroom.example/articles ");
    }

    @Test
    void aSignatureStandsForExactlyOneMessage() {
        assertThat(verifier.isGenuine(signature, "id-2", "type", "article", VALUE)).isFalse();
        assertThat(verifier.isGenuine(signature, "id-1", "type2", "article", VALUE)).isFalse();
        assertThat(verifier.isGenuine(signature, "id-1", "type", "other", VALUE)).isFalse();
        assertThat(verifier.isGenuine(signature, "id-1", "type", "article", "{ }".getBytes(UTF_8))).isFalse();
        assertThat(verifier.isGenuine(signature, "id-1\ntype", "article", "", VALUE)).isFalse();
        assertThat(verifier.isGenuine(signature, null, "type", "article", VALUE)).isFalse();
    }

    @Test
    void aKeyThatIsRetiredNoLongerCounts() {
        assertThat(new EventVerifier(List.of(fresh.verifierKey())).isGenuine(signature, "id-1", "type", "article",
                VALUE)).isFalse();
        assertThat(new EventVerifier(List.of()).isGenuine(signature, "id-1", "type", "article", VALUE)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "newsroom.example/articles", "newsroom.example/articles ",
        "newsroom.example/articles !!!", "newsroom.example/articles AAAA", "other AAAA"})
    void whatIsNoSignatureIsNotGenuine(String nonsense) {
        assertThat(verifier.isGenuine(nonsense, "id-1", "type", "article", VALUE)).isFalse();
    }

    @Test
    void aHeaderOfTwoLinesIsNotSigned() {
        assertThatThrownBy(() -> new EventSigner(old).sign("id\n1", "type", "article", VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
