package org.imprimatur.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    private final EventCodec codec = new EventCodec();

    @Test
    void anEventComesBackAsItWasSent() {
        Event sent = approved("sound-marks", "cases", new ArticleApproved.Source("Court", null));
        assertThat(codec.decode(codec.type(sent), codec.encode(sent))).contains(sent);
    }

    @Test
    void absentFieldsAreLeftOutAndNotWrittenAsNull() {
        assertThat(new String(codec.encode(approved("sound-marks", "cases", null)), UTF_8)).doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../passwd", "UPPER", "", "two words", "trailing-", "line\n"})
    void anEventThatItsSchemaRefusesFailsBeforeItIsSent(String slug) {
        assertThatThrownBy(() -> codec.encode(approved(slug, "cases", null)))
                .isInstanceOf(ContractViolationException.class).hasMessageContaining("/slug");
    }

    @Test
    void everyViolationIsNamedByItsPointer() {
        var source = new ArticleApproved.Source("", "javascript:alert(1)");
        assertThatThrownBy(() -> codec.encode(approved("a", "NO", source))).hasMessageContaining("/section")
                .hasMessageContaining("/source/name").hasMessageContaining("/source/url");
    }

    @ParameterizedTest
    @CsvSource({"language,-abcdefgh", "slug,-a", "section,-a", "headline,a", "body,xxxxxxxx"})
    void lengthIsRefusedAsSuchAndTakesNoStack(String field, String piece) {
        JsonMapper json = new JsonMapper();
        var event = (ObjectNode) json.readTree(codec.encode(approved("sound-marks", "cases", null)));
        for (int size : List.of(2_000, 20_000, 90_000, 900_000)) {
            event.put(field, "a" + piece.repeat(Math.max(size / piece.length(), 2_000)));
            if (size < 900_000 && field.equals("body")) {
                continue;
            }
            assertThatThrownBy(() -> codec.decode("org.imprimatur.article.approved.v1", json.writeValueAsBytes(event)))
                    .isInstanceOf(ContractViolationException.class).hasMessageContaining(field)
                    .message().hasSizeLessThan(3_000);
        }
    }

    @Test
    void dataThatNoBrokerWouldCarryIsRefusedUnread() {
        assertThatThrownBy(() -> codec.decode("org.imprimatur.release.failed.v1", new byte[1_000_001]))
                .isInstanceOf(ContractViolationException.class).hasMessageContaining("larger than");
    }

    @Test
    void aTypeOfTheFutureIsNoError() {
        assertThat(codec.decode("org.imprimatur.article.approved.v2", "anything".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void fieldsOfTheFutureAreIgnored() {
        String data = """
                {"articleId":"a","sequence":1,"reason":"r","failedAt":"2026-11-23T18:00:00Z","new":{"deep":[1]}}""";
        assertThat(codec.decode("org.imprimatur.release.failed.v1", data.getBytes(UTF_8)))
                .contains(new ReleaseFailed("a", 1, "r", Instant.parse("2026-11-23T18:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"``", "nonsense", "[]", "null", "{}", "{\"articleId\":",
        "{\"articleId\":\"a\",\"sequence\":1,\"reason\":\"r\",\"failedAt\":\"yesterday\"}",
        "{\"articleId\":\"a\",\"sequence\":1,\"reason\":\"r\",\"failedAt\":\"2026-11-23T18:00:00+01:00\"}",
        "{\"articleId\":\"a\",\"sequence\":1,\"reason\":\"r\",\"failedAt\":\"2026-02-30T18:00:00Z\"}",
        "{\"articleId\":\"a\",\"sequence\":0,\"reason\":\"r\",\"failedAt\":\"2026-11-23T18:00:00Z\"}",
        "{\"articleId\":\"a\",\"sequence\":1.5,\"reason\":\"r\",\"failedAt\":\"2026-11-23T18:00:00Z\"}",
        "{\"articleId\":\"a\",\"sequence\":99999999999999999999,\"reason\":\"r\",\"failedAt\":\"2026-11-23T18:00:00Z\"}",
        "{\"articleId\":\"a\",\"sequence\":1,\"sequence\":2,\"reason\":\"r\",\"failedAt\":\"2026-11-23T18:00:00Z\"}",
        "{\"articleId\":\"a\",\"sequence\":1,\"reason\":null,\"failedAt\":\"2026-11-23T18:00:00Z\"}",
        "{\"articleId\":\"a\",\"sequence\":1,\"reason\":\"r\",\"failedAt\":\"2026-11-23T18:00:00Z\"} {}"})
    void whatBreaksTheContractIsNotUnderstoodHalf(String data) {
        assertThatThrownBy(() -> codec.decode("org.imprimatur.release.failed.v1", data.getBytes(UTF_8)))
                .isInstanceOf(ContractViolationException.class)
                .hasMessageStartingWith("org.imprimatur.release.failed.v1");
    }

    @Test
    void aContractViolationDoesNotRepeatTheArticlesText() {
        assertThatThrownBy(() -> codec.decode("org.imprimatur.article.approved.v1",
                "{\"body\":\"secret words\", broken".getBytes(UTF_8))).message().doesNotContain("secret words");
    }

    private static ArticleApproved approved(String slug, String section, ArticleApproved.@Nullable Source source) {
        return new ArticleApproved("019ab1f2-6c1e-7d3a-9b60-3f2a5c8e7d10", 3, 1, HASH, slug, section, "Headline", null,
                "Body", "", source, List.of("one", "two"), "en-GB", "edith", Instant.parse("2026-11-23T18:00:00.123Z"),
                null, Instant.parse("2026-11-23T18:00:00.123Z"), List.of(), HASH);
    }
}
