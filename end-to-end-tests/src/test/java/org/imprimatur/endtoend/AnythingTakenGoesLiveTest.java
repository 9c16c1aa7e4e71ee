package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the API takes, and review and approval let through, is on its page with these very words. */
@LocalStackTest
@Timeout(300)
@Tag("long")
class AnythingTakenGoesLiveTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BATCHES = 8;
    private static final int BATCH = 20;

    /** What the stories that went live have to have reached together, and how often. */
    private static final Map<String, Integer> ENOUGH = Map.ofEntries(Map.entry("longest headline", 5),
            Map.entry("longest standfirst", 5), Map.entry("longest byline", 5), Map.entry("largest body", 1),
            Map.entry("twenty tags", 5), Map.entry("longest slug", 3), Map.entry("longest source address", 3),
            Map.entry("host beyond ASCII", 5), Map.entry("HAN", 10), Map.entry("ARABIC", 10), Map.entry("HEBREW", 10),
            Map.entry("THAI", 10), Map.entry("DEVANAGARI", 10), Map.entry("CYRILLIC", 10), Map.entry("HANGUL", 10),
            Map.entry("beyond the first plane", 10), Map.entry("markup in a line", 10), Map.entry("<table>", 5),
            Map.entry("<blockquote>", 5), Map.entry("<pre>", 5), Map.entry("<ol>", 5), Map.entry("<h2", 5),
            Map.entry("rel=\"tag\"", 20), Map.entry("private language", 3), Map.entry("live", BATCHES * BATCH * 3 / 4));

    private final Http http = new Http();
    private final LocalStack stack;
    private final Newsroom newsroom;
    private final Map<String, Integer> reached = new TreeMap<>();

    AnythingTakenGoesLiveTest(LocalStack stack) {
        this.stack = stack;
        this.newsroom = new Newsroom(stack, http);
    }

    /** An article under way: what was sent, and the answer to it. */
    private record Sent(String mark, Answer made) {
        String id() {
            return made.field("id");
        }
    }

    @Test
    void whateverIsTakenAndApprovedIsOnItsPageWithTheseWords() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        JqwikSession.run(() -> {
            RandomGenerator<Map<String, Object>> stories = OddStories.any().generator(1_000, false);
            for (int batch = 0; batch < BATCHES; batch++) {
                List<Sent> sent = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    send(stories.next(random).value(), sent);
                }
                sent.forEach(this::approve);
                sent.forEach(story -> assertLive(story, seed));
            }
        });
        ENOUGH.forEach((what, times) -> assertThat(reached.getOrDefault(what, 0)).as("%s in %s", what, reached)
                .isGreaterThanOrEqualTo(times));
    }

    private void send(Map<String, Object> content, List<Sent> sent) {
        String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
        content.put("body", mark + "\n\n" + content.get("body"));
        Answer answer = newsroom.create("anna", content);
        count(answer.status() == 201
                ? "taken"
                : "refused " + answer.text().replaceAll(".*\"pointer\":\"([^\"]*).*", "$1"));
        if (answer.status() != 422) {
            sent.add(new Sent(mark, answer.expect(201)));
        }
    }

    private void approve(Sent story) {
        newsroom.act("anna", story.id(), "submit", null).expect(200);
        newsroom.act("edith", story.id(), "approve", null).expect(200);
    }

    private void assertLive(Sent story, long seed) {
        Answer live = newsroom.awaitPublication(story.id(), "LIVE", LIMIT);
        assertThat(live.field("revisionHash")).isEqualTo(story.made().field("revisionHash"));
        Answer page = http.get(stack.addresses().site() + live.field("publication", "path")).expect(200);
        assertThat(page.hash()).isEqualTo(live.field("publication", "pageHash"));
        String html = page.text();
        if (!text(live, "byline").isEmpty()) {
            // Its names are links; what is read is the byline as it was sent.
            assertThat(html.replaceAll("</?(a|bdi)( [^>]*)?>", "")).as("seed %d, %s", seed, live.field("id"))
                    .contains(">By " + escaped(text(live, "byline")) + "</span>");
        }
        for (String words : expected(live, story.mark())) {
            assertThat(html).as("seed %d, %s", seed, live.field("id")).contains(words);
        }
        countReached(live, html);
    }

    /** In the words that the API answered with: what was sent, in the one form in which it is kept. */
    private static List<String> expected(Answer live, String mark) {
        List<String> expected = new ArrayList<>(List.of(mark, "<h1>" + escaped(text(live, "headline")) + "</h1>",
                "<article class=\"story\" lang=\"" + text(live, "language") + "\" dir=\""));
        if (!text(live, "standfirst").isEmpty()) {
            expected.add("<p class=\"standfirst\">" + escaped(text(live, "standfirst")) + "</p>");
        }
        if (live.json("content", "source") != null) {
            expected.add(escaped(live.field("content", "source", "name")) + "</bdi></a></p>");
        }
        live.list("content", "tags").forEach(tag -> expected.add("href=\"/tags/" + tag + "/\""));
        return expected;
    }

    private void countReached(Answer live, String html) {
        count("live");
        countIf("longest headline", length(text(live, "headline")) == 300);
        countIf("longest standfirst", length(text(live, "standfirst")) == 1_000);
        countIf("longest byline", length(text(live, "byline")) == 200);
        countIf("largest body", text(live, "body").length() > 100_000);
        countIf("twenty tags", live.list("content", "tags").size() == 20);
        countIf("longest slug", text(live, "slug").length() == 120);
        countIf("private language", text(live, "language").contains("x-"));
        if (live.json("content", "source") != null) {
            String address = live.field("content", "source", "url");
            countIf("longest source address", length(address) == 2_000);
            countIf("host beyond ASCII", address.matches("https://[^/]*[^\\x00-\\x7f][^/]*/.*"));
        }
        String line = text(live, "headline");
        line.codePoints().mapToObj(Character.UnicodeScript::of).distinct().forEach(script -> count(script.name()));
        countIf("beyond the first plane", line.codePoints().anyMatch(character -> character > 0xffff));
        countIf("markup in a line", line.contains("<script>") || line.contains("&amp;") || line.contains("<b>"));
        List.of("<table>", "<blockquote>", "<pre>", "<ol>", "<h2", "rel=\"tag\"")
                .forEach(tag -> countIf(tag, html.contains(tag)));
    }

    private void countIf(String what, boolean is) {
        if (is) {
            count(what);
        }
    }

    private void count(String what) {
        reached.merge(what, 1, Integer::sum);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String text(Answer live, String member) {
        Object value = live.json("content", member);
        return value == null ? "" : value.toString();
    }

    /** As in HTML between tags. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
