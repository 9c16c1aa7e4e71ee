package org.imprimatur.tlog.entry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentEntryTest {

    private static final String HASH = Hash.EMPTY_ROOT.base64();

    @Test
    void aCommitmentIsTheDigestOfNonceAndCanonicalRecord() {
        byte[] nonce = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
        Map<String, @Nullable Object> record = JsonReader.readObject("""
                { "state": "given", "choices": {"statistics": true, "marketing": false}, "gpc": false }"""
                .getBytes(UTF_8));

        assertThat(CommitmentEntry.commit(nonce, record)).isEqualTo(Hash.sha256(nonce,
                "{\"choices\":{\"marketing\":false,\"statistics\":true},\"gpc\":false,\"state\":\"given\"}"
                        .getBytes(US_ASCII)));
    }

    @Test
    void anEntryIsItsFormatAndItsCommitment() {
        CommitmentEntry entry = new CommitmentEntry(CommitmentEntry.CONSENT, Hash.EMPTY_ROOT);

        assertThat(new String(entry.encode(), UTF_8)).isEqualTo("imprimatur-consent/v1\n" + HASH + "\n");
        assertThat(CommitmentEntry.parse(entry.encode())).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "imprimatur-consent/v1", "imprimatur-consent/v1\n", "imprimatur-consent/v1\n%s",
        "imprimatur-consent/v1\n%s\n\n", "imprimatur-consent/v1\n%s\nx", "imprimatur-consent/v2\n%s\n",
        "Imprimatur-consent/v1\n%s\n", "imprimatur-consent/v1\r\n%s\n", "imprimatur-consent/v1\nAAAA\n",
        "imprimatur-consent/v1\n%s \n", "\n%s\n"})
    void anyOtherFormIsRefused(String entry) {
        assertThatThrownBy(() -> CommitmentEntry.parse(entry.replace("%s", HASH).getBytes(UTF_8)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aNonceOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> CommitmentEntry.commit(new byte[31], Map.of())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CommitmentEntry.commit(new byte[0], Map.of())).isInstanceOf(MalformedException.class);
    }
}
