package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.imprimatur.localstack.client.Visitor;
import org.imprimatur.localstack.demo.Demo;
import org.imprimatur.localstack.process.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as the demo shows it and beyond. */
@LocalStackTest
@Timeout(180)
class JourneyTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Http http = new Http();
    private final LocalStack stack;
    private final Newsroom newsroom;

    @TempDir
    Path folder;

    JourneyTest(LocalStack stack) {
        this.stack = stack;
        this.newsroom = new Newsroom(stack, http);
    }

    @Test
    void theDemosWalkHoldsWhatItSays() {
        Path verifier = StackSettings.findHome()
                .resolve("transparency-log/target/transparency-log-0.1.0-SNAPSHOT.jar");
        new Demo(stack, verifier, System.out).run(null, folder);
        assertThat(folder).isDirectoryContaining("glob:**/records.json")
                .isDirectoryContaining("glob:**/receipt.tlog-proof");
    }

    @Test
    void apostrophesPercentSignsParagraphsAndTheSourceComeOutAsTheyWereWritten() {
        Map<String, Object> content = new LinkedHashMap<>(
                Stories.about("Britain’s filings grew by 10.9% — “a record”"));
        content.put("body", """
                First: it’s 24.2% of 9,127.5 “billion”.

                Second: R&D < sales > 3.

                Third.

                Fourth.

                Fifth, with <script>alert("no")</script> in it.
                """);
        content.put("source", Map.of("name", "example.com"));
        String id = newsroom.publish(content);
        newsroom.awaitPublication(id, "LIVE", LIMIT);

        String page = http.get(Stories.address(stack, content)).expect(200).text();
        assertThat(page).contains("Britain’s filings grew by 10.9% — “a record”")
                .contains("it’s 24.2% of 9,127.5 “billion”.").contains("R&amp;D &lt; sales &gt; 3.")
                .contains("example.com").doesNotContain("alert(\"no\")</script>");
        assertThat(page.split("<p>First|<p>Second|<p>Third|<p>Fourth|<p>Fifth", -1)).hasSize(6);
    }

    @Test
    void whateverTheDeskTakesGoesLiveAtItsLongestAndOddest() {
        Map<String, Object> longest = new LinkedHashMap<>(Stories.about("\ud83d\ude00".repeat(299) + "x"));
        longest.put("standfirst", "\"".repeat(1_000));
        longest.put("body", "\\".repeat(249_999));
        longest.put("byline", "&".repeat(200));
        longest.put("tags", IntStream.range(10, 30).mapToObj(i -> "t".repeat(48) + i).toList());
        longest.put("source", Map.of("name", "商".repeat(200), "url", "https://bücher.example/" + "é".repeat(1_970)));
        longest.put("language", "en-x-" + "a-".repeat(29) + "a");
        List<Map<String, Object>> contents = new ArrayList<>(List.of(longest));
        for (String body : List.of("&#xD800; words", "&#1; words", "<!-- a --> words", "> ".repeat(100_000) + "words",
                "[a]: b\n\nwords", "|a".repeat(20_000) + "\n" + "|-".repeat(20_000), "<b>".repeat(100_000) + "words",
                "*a ".repeat(100_000), "&amp;".repeat(80_000), "    " + "code".repeat(100_000), "![](/x)",
                "\u202e turned \u2028 words", "é".repeat(249_000), "[a](".repeat(100_000))) {
            Map<String, Object> content = Stories.about("Odd words " + contents.size());
            content.put("body", body);
            contents.add(content);
        }
        for (String headline : List.of("商标", "2026", "\u0301 first", "<b>&#1;</b>", "Ünï\u200dcode ❤\ufe0f",
                "\u05e9\u05dc\u05d5\u05dd")) {
            Map<String, Object> content = Stories.about(headline);
            content.remove("slug");
            content.put("language", "i-klingon");
            contents.add(content);
        }
        List<String> ids = contents.stream().map(newsroom::publish).toList();
        for (String id : ids) {
            Answer live = newsroom.awaitPublication(id, "LIVE", LIMIT);
            http.get(stack.addresses().site() + live.field("publication", "path")).expect(200);
        }
        for (String path : List.of("/", "/articles/", "/feed.atom", "/sitemap.xml")) {
            http.get(stack.addresses().site() + path).expect(200);
        }
    }

    @Test
    void aWithdrawnStoryIsGoneFromItsPageFromHomeAndFromTheFeed() {
        Map<String, Object> content = Stories.about("To be withdrawn soon");
        String id = newsroom.publish(content);
        newsroom.awaitPublication(id, "LIVE", LIMIT);
        assertThat(http.get(stack.addresses().site() + "/").text()).contains("To be withdrawn soon");

        newsroom.act("edith", id, "withdraw", Map.of("reason", "It was a test.")).expect(200);
        // The newsroom says so from its decision on; the page, home and the feed change together, a moment later.
        Await.until(() -> http.get(Stories.address(stack, content)).status() == 410, LIMIT);
        assertThat(http.get(Stories.address(stack, content)).status()).isEqualTo(410);
        assertThat(http.get(stack.addresses().site() + "/").text()).doesNotContain("To be withdrawn soon");
        assertThat(http.get(stack.addresses().site() + "/feed.atom").text()).doesNotContain("To be withdrawn soon");
    }

    @Test
    void staffAddressesAreNotToBeReachedFromThePublicPort() {
        for (String path : new String[]{"/consent/api/v1/records", "/consent/api/v1/records/statistics",
            "/consent/access-log/checkpoint", "/api/v1/editions", "/actuator/health"}) {
            assertThat(newsroom.get("carl", stack.addresses().site() + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void whoWasHereStaysUnknownUntilAChoiceIsMade() {
        Visitor visitor = new Visitor(stack, http);
        for (String path : new String[]{"/", "/articles/", "/feed.atom", "/consent/banner.js", "/consent/choices"}) {
            Answer answer = visitor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
        visitor.choose(true).expect(201);
        assertThat(visitor.hasCookies()).isTrue();
    }
}
