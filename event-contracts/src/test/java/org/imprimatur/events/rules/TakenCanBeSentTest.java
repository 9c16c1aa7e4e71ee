package org.imprimatur.events.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.rules.Checked.Taken;
import org.jspecify.annotations.Nullable;

/** Whatever the rules take, an approval can carry, at its longest and oddest; and checked again it stays what it is. */
class TakenCanBeSentTest {
    private static final String HASH = "sha256:" + "0".repeat(64);
    private static final Instant AT = Instant.parse("2026-11-26T08:00:00Z");
    private static final EventCodec CODEC = new EventCodec();

    private static int taken;
    private static int longest;

    @Property(tries = 400)
    void whatIsTakenIsKeptInOneForm(@ForAll Member member, @ForAll("texts") String text) {
        if (member.check(text) instanceof Taken(String kept)) {
            taken++;
            if (!kept.isEmpty()) {
                assertThat(member.check(kept)).isEqualTo(new Taken(kept));
            }
        }
    }

    @Property(tries = 150)
    void whatIsTakenCanBeSentAndRead(@ForAll("lines") String line, @ForAll("bodies") String body,
            @ForAll("addresses") String url, @ForAll("languages") String language, @ForAll("slugs") String slug,
            @ForAll("counts") int corrections) {
        String headline = kept(Member.HEADLINE, line);
        String address = kept(Member.SOURCE_URL, url);
        String tag = kept(Member.LANGUAGE, language);
        String person = kept(Member.PERSON, line);
        String text = kept(Member.BODY, body);
        if (headline == null || headline.isEmpty() || address == null || address.isEmpty() || tag == null
                || person == null || person.isEmpty() || text == null) {
            return;
        }
        longest = Math.max(longest, text.length());
        var tags = new LinkedHashSet<>(IntStream.range(0, Member.MOST_TAGS).mapToObj(i -> {
            String numbered = i + "-" + slug;
            return numbered.length() <= Member.TAG.longest() ? numbered : "t" + i;
        }).toList());
        String name = kept(Member.SOURCE_NAME, line);
        String note = kept(Member.NOTE, line.repeat(Math.max(1, Member.NOTE.longest() / line.length())));
        var sent = new ArticleApproved("id", 1, 1, HASH, slug, slug, headline, kept(Member.STANDFIRST, line), text,
                kept(Member.BYLINE, line),
                name == null || name.isEmpty() ? null : new ArticleApproved.Source(name, address), List.copyOf(tags),
                tag,
                person, AT, AT, AT, note == null || note.isEmpty()
                        ? List.of()
                        : IntStream.range(0, corrections).mapToObj(i -> new ArticleApproved.Correction(note, AT))
                                .toList(),
                HASH);
        assertThat(CODEC.decode(CODEC.type(sent), CODEC.encode(sent))).contains(sent);
    }

    @AfterContainer
    static void theGeneratorsReachedWhatCounts() {
        assertThat(taken).isGreaterThan(100);
        assertThat(longest).isGreaterThan(490_000);
    }

    private static @Nullable String kept(Member member, String text) {
        return member.check(text) instanceof Taken(String kept) ? kept : null;
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(lines(), addresses(), languages(), slugs(), Arbitraries.strings().ofMaxLength(40));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> odd = Arbitraries.of("\ud83d\ude00", "é", "e\u0301", "\"", "\\", "商", "\ufdfa", "\u3164",
                "\u200d", " ", "\u00a0", "<", "&", "a", "\u0e01", "\u05d0", "\ud834\udd1e", "\ufb03", "ẞ",
                "\u1e9b\u0323");
        return Arbitraries.oneOf(odd.list().ofMinSize(1).ofMaxSize(30).map(parts -> String.join("", parts)),
                odd.map(piece -> piece.repeat(200 / piece.length())), Arbitraries.of("Headline", "  Headline\u2003"));
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of("Words.", "", "    code", "a".repeat(Member.BODY.longest() - 2),
                "\"".repeat(249_999), "\ud83d\ude00".repeat(124_999), "> ".repeat(200_000), "é".repeat(249_999),
                "\n\n<b>\t".repeat(50_000));
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of("https://example.org", "Https://EXAMPLE.org/" + "a".repeat(1_980),
                "https://bücher.example/", "http://" + "a.".repeat(100) + "org", "https://[2001:db8::1]:8443/?#",
                "https://example.org/" + "é".repeat(1_980), "https://例え.テスト/", "https://faß.example/\ud83d\ude00",
                "https://xn--a/", "http://a:0/%00", "https://" + "ü.".repeat(10) + "org");
    }

    @Provide
    Arbitrary<String> languages() {
        Arbitrary<String> part = Arbitraries.of("en", "EN", "zh", "Hans", "latn", "gb", "419", "x", "a", "u", "ca",
                "1901", "rozaj", "biske", "oed", "i", "klingon", "default", "cmn", "t", "abcdefgh", "true", "co", "art",
                "lojban");
        return Arbitraries.oneOf(part.list().ofMinSize(1).ofMaxSize(8).map(parts -> String.join("-", parts)),
                Arbitraries.of("i-klingon", "en", "en-GB-oed", "zh-min-nan", "en" + "-abcdefgh".repeat(2_000),
                        "en-x-" + "a-".repeat(28) + "a"));
    }

    @Provide
    Arbitrary<String> slugs() {
        return Arbitraries.of("a", "a-b", "2026", "a".repeat(Member.SLUG.longest()), "a" + "-a".repeat(59));
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.of(0, 1, Member.MOST_CORRECTIONS);
    }
}
