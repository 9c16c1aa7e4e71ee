package org.imprimatur.events.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imprimatur.events.rules.Checked.Refused;
import org.imprimatur.events.rules.Checked.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {
    static final List<String> INVISIBLE = List.of("", " ", "\u00a0", "\u1680", "\u2003", "\u202f", "\u3000", "\u200b",
            "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u115f", "\u1160", "\u3164", "\uffa0",
            "\u2800", "\u180e", "\ufe0f", "\ufffc", "\ud834\udd59", "\udb40\udc20", " \u200b\u2800\u3164 ");

    @ParameterizedTest
    @FieldSource("INVISIBLE")
    void aTextWithoutAVisibleCharacterIsEmpty(String text) {
        assertThat(Member.HEADLINE.check(text)).isEqualTo(new Taken(""));
        assertThat(Member.BODY.check(text)).isEqualTo(new Taken(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "a\rb", "a\tb", "a\u000bb", "a\u0085b", "a\u2028b", "a\u2029b", "\u007f",
        "a\u202eb", "a\u202ab", "a\u2066b", "a\u2069", "\u061ca", "\u200ea", "\u200fa", "a\ud800", "\udc00a",
        "a\ufffe", "a\uffff", "\ufdd0", "\ud83f\udfff", "end of line\n"})
    void aLineHasNoBreaksControlsOrHalfCharacters(String text) {
        assertThat(Member.HEADLINE.check(text)).isInstanceOf(Refused.class);
        assertThat(Member.NOTE.check(text)).isInstanceOf(Refused.class);
        assertThat(Member.SOURCE_URL.check("https://example.org/" + text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u0008b", "a\u000bb", "a\u000cb", "a\u001bb", "a\u0085b", "\u007f", "a\ud800",
        "a\uffff"})
    void aBodyHasNoControlsOrHalfCharacters(String text) {
        assertThat(Member.BODY.check(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u0301\u0308", "\u20dd", "\u093f", "\ue000", "\uf8ff", "\udb80\udc00",
        "\ue000 \u0301"})
    void marksWithoutALetterAndWhatIsPrivateAreNothingToSee(String text) {
        assertThat(Member.HEADLINE.check(text)).isEqualTo(new Taken(""));
        assertThat(Member.BODY.check(text)).isEqualTo(new Taken(""));
        assertThat(MarkdownBody.showsAnything(text)).isFalse();
        assertThat(Member.HEADLINE.check("a" + text)).isNotEqualTo(new Taken(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"`  Headline  `|Headline",
        "`\u00a0\u3000Headline\u200b`|Headline", "`\ufeffHeadline`|Headline", "Cafe\u0301|Café",
        "\u212bngström|Ångström",
        "❤\ufe0f|❤\ufe0f", "\ud83d\udc69\u200d\ud83d\udcbb|\ud83d\udc69\u200d\ud83d\udcbb"})
    void aLineIsKeptNormalizedAndTrimmed(String text, String kept) {
        assertThat(Member.HEADLINE.check(text)).isEqualTo(new Taken(kept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"`\n\n  Words.  \n\n`|Words.",
        "`\ufeff# Title\n\nWords.`|`# Title\n\nWords.`", "`\n    code\n`|`    code`", "`\tcode`|`\tcode`",
        "`One.\r\n\r\nTwo.\u2028`|`One.\r\n\r\nTwo.`"})
    void aBodyIsTrimmedAndItsCodeStaysCode(String text, String kept) {
        assertThat(Member.BODY.check(text)).isEqualTo(new Taken(kept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"Https://Example.ORG/A?B#C|https://example.org/A?B#C",
        "HTTP://example.org|http://example.org", "` https://example.org/ `|https://example.org/",
        "https://b\u00fccher.example/x|https://bücher.example/x", "https://BÜCHER.example|https://bücher.example",
        "https://bu\u0308cher.example|https://bücher.example", "https://例え.テスト/パス|https://例え.テスト/パス",
        "https://ｅｘａｍｐｌｅ。org/|https://example.org/", "https://xn--bcher-kva.example|https://xn--bcher-kva.example",
        "https://example.org:8443/a%20b|https://example.org:8443/a%20b",
        "https://[2001:DB8::1]/|https://[2001:db8::1]/",
        "https://faß.example|https://faß.example"})
    void anAddressIsKeptWithSchemeAndHostInLowerCase(String text, String kept) {
        assertThat(Member.SOURCE_URL.check(text)).isEqualTo(new Taken(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://", "https:///x", "//example.org", "example.org",
        "ftp://example.org", "https://user@example.org", "https://user:pass@example.org", "https://a b.example",
        "https://example.org/a b", "https://example.org/%zz", "https://example.org:99999/", "https://example.org:x/",
        "https://example.org/\u200bx", "https://example.org/\u00a0x", "https://\u200b.example",
        "https://ex\u00adample…/",
        "https://-.example", "https://a..ü", "https://exa mple.ü", "https://[::1", "https://\u0661a.\u05d0/",
        "https://example.org\\@evil.example/"})
    void whatIsNoWebAddressIsRefused(String text) {
        assertThat(Member.SOURCE_URL.check(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"en,en", "EN-gb,en-GB", "i-klingon,tlh", "zh-hans-cn,zh-Hans-CN", "zh-yue-HK,yue-HK", "iw,he",
        "art-lojban,jbo", "de-1901,de-1901", "sl-rozaj-biske,sl-rozaj-biske", "' en ',en",
        "en-u-ca-buddhist,en-u-ca-buddhist"})
    void aLanguageIsKeptInCanonicalForm(String text, String kept) {
        assertThat(Member.LANGUAGE.check(text)).isEqualTo(new Taken(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "en_GB", "not a language", "x-private", "und", "i-enochian", "?", "en-", "-en",
        "en--gb", "ja-JP-JP", "русский", "en\n", "en-a"})
    void whatNamesNoLanguageIsRefused(String text) {
        assertThat(Member.LANGUAGE.check(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @EnumSource(Member.class)
    void whatIsTooLongIsRefusedBeforeItIsLookedAt(Member member) {
        for (String piece : List.of("a", "-a", " ", "\u0301", "\u0323\u0301", "é", "\ud83d\ude00", "[", "en-", "\n")) {
            assertThat(member.check(piece.repeat(5_000_000 / piece.length()))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void lengthIsCountedInCharactersAsReadersCountThem() {
        assertThat(Member.HEADLINE.check("\ud83d\ude00".repeat(300))).isInstanceOf(Taken.class);
        assertThat(Member.HEADLINE.check("\ud83d\ude00".repeat(301))).isInstanceOf(Refused.class);
        // Each is two characters on its way in and one as it is kept.
        assertThat(Member.HEADLINE.check("e\u0301".repeat(300))).isEqualTo(new Taken("é".repeat(300)));
    }

    @Test
    void marksBeyondAnyScriptAreRefusedInsteadOfSorted() {
        assertThat(Member.HEADLINE.check("a" + "\u0301".repeat(30))).isInstanceOf(Taken.class);
        assertThat(Member.BODY.check("a" + "\u0323\u0301".repeat(100_000))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- only a comment -->", "<!-- never closed", "[a]: https://example.org", "&nbsp;",
        "&#8203;", "&ZeroWidthSpace;&shy;", "\u200b", "---", "***", "<div>\n\n</div>", "<div>&nbsp;&#x3164;</div>",
        "<script>words()</script>", "<style>\nwords\n</style>", "[](https://example.org)", "| | |\n|-|-|\n| | |", "#",
        "> ", "- \n- ", "<!-- a -->\n\n[b]: c\n\n<br>", "![]()", "<?words?>", "<![CDATA[words]]>", "``` \n```",
        "\u00a0<b></b>"})
    void aBodyThatShowsNothingIsNone(String markdown) {
        assertThat(MarkdownBody.showsAnything(markdown)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Words", "# Title", "`code`", "    code", "```\ncode\n```", "<div>words</div>", "\\`a\\`",
        "![a](/media/x.png)", "<!-- a --> b", "[a]: b\n\nc", "<b>x</b>", "商标", "1", "&amp;", "- a", "| a |\n|-|",
        "`[x]: y`", "`&nbsp;`", "<p>1 < 2</p>", "https://example.org", "<div><!-- a -->b</div>"})
    void aBodyThatShowsSomethingIsOne(String markdown) {
        assertThat(MarkdownBody.showsAnything(markdown)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<", "> ", "[", "<script>", "<div>", "<?", "<![CDATA[", "*a ", "&", "`", "<img ",
        "![", "|", "<!-- -->", "- ", "\n"})
    void lookingForWordsCostsAsMuchAsThereIsToRead(String piece) {
        // Would not end within the build's patience if it took the square of that.
        MarkdownBody.showsAnything(piece.repeat(500_000 / piece.length()));
    }
}
