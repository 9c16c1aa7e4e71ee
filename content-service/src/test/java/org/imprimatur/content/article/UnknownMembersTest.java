package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An instance of an older build goes on with what a newer one wrote, and loses nothing of it. */
class UnknownMembersTest extends RunningService {
    @Autowired
    private ArticleLog log;

    @Autowired
    private WordStore words;

    @Test
    void whatANewerInstanceWroteAboutAnArticleOutlivesTheDecisionsOfAnOlderOne() throws Exception {
        Answer waiting = edith().take("approve", anna().take("submit", anna().write("Newer state")),
                Map.of("releaseAt", "2099-01-01T00:00:00Z"));
        Entry last = last(waiting);
        Map<String, Object> state = new LinkedHashMap<>(last.state());
        state.put("priority", "high");
        Map<String, Object> approvals = members(state, "approvals");
        approvals.put("campaign", Map.of("name", "spring"));
        members(approvals, "waiting").put("desk", "night");
        log.append(Entry.following(last, waiting.id(), "prioritized", "ada", Instant.now(), Map.of(), state, null),
                null, null);
        Answer read = edith().get("/api/v1/articles/" + waiting.id());
        assertThat(read.text("/state")).isEqualTo("APPROVED");
        Answer edited = anna().put("/api/v1/articles/" + waiting.id(),
                Map.of("headline", "Newer state", "section", "cases", "body", "Edited."), "If-Match", read.tag());
        edith().take("approve", anna().take("submit", edited));
        Map<String, Object> after = last(waiting).state();
        assertThat(after).containsEntry("priority", "high");
        assertThat(members(after, "approvals")).containsKey("campaign");
        // The approval that it belonged to is gone, and the new one is another.
        assertThat(members(members(after, "approvals"), "out")).doesNotContainKey("desk");
    }

    @Test
    void wordsThatANewerInstanceKnowsMoreOfKeepItAndAreNotApprovedByAnOlderOne() throws Exception {
        Answer made = anna().write("Newer words");
        Entry last = last(made);
        Map<String, Object> content = new LinkedHashMap<>(words.of(made.text("/revisionHash")));
        content.put("fields", Map.of("court", "High Court"));
        String hash = EntryHash.overJson(content);
        words.keep(hash, content);
        Map<String, Object> state = new LinkedHashMap<>(last.state());
        state.put("revisionHash", hash);
        state.put("revision", 2);
        log.append(Entry.following(last, made.id(), "edited", "anna", Instant.now(), Map.of(), state, null), null,
                null);
        Answer read = anna().get("/api/v1/articles/" + made.id());
        assertThat(read.text("/content/fields/court")).isEqualTo("High Court");
        Answer edited = anna().put("/api/v1/articles/" + made.id(),
                Map.of("headline", "Newer words", "section", "cases", "body", "Edited."), "If-Match", read.tag());
        assertThat(edited.text("/content/fields/court")).isEqualTo("High Court");
        assertThat(words.of(edited.text("/revisionHash"))).containsKey("fields");
        Answer refused = edith().take("approve", anna().take("submit", edited));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/content");
    }

    private Entry last(Answer article) {
        Entry last = log.last(article.id());
        assertThat(last).isNotNull();
        return Objects.requireNonNull(last);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Map<String, Object> of, String name) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(name));
    }
}
