package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
