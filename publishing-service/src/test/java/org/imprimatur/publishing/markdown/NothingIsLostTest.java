package org.imprimatur.publishing.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.owasp.html.Encoding;

/** Every readable word of a text is on its page, or among what its editor is told. */
class NothingIsLostTest {
    private static final int BODIES = 4_000;
    private static final Pattern UNTOLD = Pattern.compile("<[^>]*>");
    private static final Pattern ALT = Pattern.compile(" (?:alt|title|href|class)=\"([^\"]*)\"");

    private final Markdown markdown = new Markdown();

    @Test
    void everyReadableWordIsOnThePageOrTold() {
        var bodies = new Bodies(20_260_314);
        for (int number = 0; number < BODIES; number++) {
            var body = bodies.next();
            var rendered = markdown.render(body.source());
            String found = found(rendered);
            assertThat(body.read()).as("%d: %s%n%s%n%s", number, body.source(), rendered.html(), rendered.losses())
                    .allMatch(found::contains);
            assertThat(rendered.losses()).allMatch(loss -> loss.line() >= 1
                    && loss.line() <= body.source().lines().count() && !loss.words().isBlank());
            assertThat(rendered.html()).doesNotContainPattern("[\ufdd0-\ufdef]|[\u2801-\u28ff]");
        }
        assertThat(bodies.made).hasSize(62).allSatisfy((kind, times) -> assertThat(times).as(kind)
                .isGreaterThan(BODIES / 40));
    }

    @Test
    void noWordIsLostWhereALetterOfTheMarkupIsMissing() {
        var bodies = new Bodies(7);
        var random = new java.util.Random(7);
        for (int number = 0; number < BODIES; number++) {
            var body = bodies.next();
            var broken = new StringBuilder(body.source());
            for (int time = 0; time < 3; time++) {
                int at = random.nextInt(broken.length());
                if ("<>\"'=/-![]()`*_~|&;\n".indexOf(broken.charAt(at)) >= 0) {
                    broken.deleteCharAt(at);
                }
            }
            var rendered = markdown.render(broken.toString());
            String found = found(rendered);
            // What is missing may have made an attribute, or part of a comment, of the word.
            assertThat(body.read().stream().filter(word -> !Pattern.compile("<[A-Za-z/!?][^>]*" + word)
                    .matcher(broken).find() && !isInComment(broken.toString(), word)))
                    .as("%d: %s%n%s%n%s", number, broken, rendered.html(), rendered.losses())
                    .allMatch(found::contains);
        }
    }

    @Test
    void theWordsForTheSearchAreThoseOfThePage() {
        var bodies = new Bodies(11);
        for (int number = 0; number < BODIES / 4; number++) {
            var body = bodies.next();
            String page = text(markdown.render(body.source()).html());
            String words = markdown.words(body.source());
            assertThat(body.read().stream().filter(words::contains)).allMatch(page::contains);
        }
    }

    private static boolean isInComment(String source, String word) {
        String before = source.substring(0, source.indexOf(word));
        return before.lastIndexOf("<!--") > before.lastIndexOf("-->");
    }

    private static String found(Markdown.Rendered rendered) {
        var found = new StringBuilder(text(rendered.html()));
        ALT.matcher(rendered.html()).results().forEach(alt -> found.append(' ').append(alt.group(1)));
        for (Loss loss : rendered.losses()) {
            found.append(' ').append(loss.words()).append(' ').append(loss.lost());
        }
        return found.toString();
    }

    private static String text(String html) {
        return Encoding.decodeHtml(UNTOLD.matcher(html).replaceAll(""), false);
    }
}
