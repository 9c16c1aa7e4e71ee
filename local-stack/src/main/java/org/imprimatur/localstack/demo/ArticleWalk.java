package org.imprimatur.localstack.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.StackException;

/** An article's way from draft to reader. */
final class ArticleWalk {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_SLUGS = 100;

    private final LocalStack stack;
    private final Http http;
    private final Newsroom newsroom;
    private final Steps steps;

    ArticleWalk(LocalStack stack, Http http, Steps steps) {
        this.stack = stack;
        this.http = http;
        this.steps = steps;
        newsroom = new Newsroom(stack, http);
    }

    /** Takes the way with every guard on it shown; returns the page's address. */
    String withEveryStep(ArticleFile file) {
        ArticleFile first = file.withHeadline("DRAFT " + file.field("headline"));
        Answer draft = steps.step(() -> create(first),
                answer -> "anna drafts “" + file.field("headline") + "”: " + answer.header("Location"));
        String id = draft.field("id");
        steps.step(() -> newsroom.replace("erik", id, named(file, draft).content()).expect(200),
                answer -> "erik edits the headline: revision " + answer.field("revision"));
        steps.step(() -> newsroom.act("anna", id, "submit", null).expect(200),
                answer -> "anna submits it: " + answer.field("state"));
        steps.step(() -> newsroom.act("erik", id, "approve", null).expect(403),
                answer -> "erik can't approve what he edited: 403, " + answer.field("title"));
        Answer live = approveAndRead(id);
        shareOneEdition(live);
        return stack.addresses().site() + live.field("publication", "path");
    }

    /** Takes the short way; returns the page's address. */
    String quickly(ArticleFile file) {
        String id = create(file).field("id");
        newsroom.act("anna", id, "submit", null).expect(200);
        return stack.addresses().site() + approveAndRead(id).field("publication", "path");
    }

    /** A second demo over the same data meets its own articles: it takes the next free slug, as an editor would. */
    private Answer create(ArticleFile file) {
        Answer answer = newsroom.create("anna", file.content());
        for (int number = 2; answer.status() == 409 && number < MOST_SLUGS; number++) {
            answer = newsroom.create("anna", file.withSlug(file.field("slug") + "-" + number).content());
        }
        return answer.expect(201);
    }

    private static ArticleFile named(ArticleFile file, Answer draft) {
        return file.withSlug(draft.field("content", "slug"));
    }

    /** What counts is the reader's clock: from sending the approval to holding the page in hand. */
    private Answer approveAndRead(String id) {
        Answer waiting = newsroom.read("edith", id).expect(200);
        String path = "/" + waiting.field("content", "section") + "/" + waiting.field("content", "slug");
        String address = stack.addresses().site() + path;
        Answer page = steps.step(() -> {
            newsroom.act("edith", id, "approve", null).expect(200);
            return awaitPage(address);
        }, read -> "edith approves, and a reader has the page: " + address);
        Answer live = newsroom.awaitPublication(id, "LIVE", LIMIT);
        String expected = live.field("publication", "pageHash");
        if (!page.hash().equals(expected)) {
            throw new StackException(
                    address + " has the hash " + page.hash() + ", and its edition says " + expected);
        }
        return live;
    }

    private Answer awaitPage(String address) {
        Await.until(() -> http.get(address).status() == 200, LIMIT);
        return http.get(address).expect(200);
    }

    private void shareOneEdition(Answer live) {
        String section = "/" + live.field("content", "section") + "/";
        String number = live.field("publication", "edition");
        List<String> wanted = List.of(live.field("publication", "path"), "/", section, "/feed.atom");
        steps.step(() -> newsroom.get("ada", stack.addresses().publishing() + "/api/v1/editions/" + number).expect(200),
                edition -> {
                    List<String> changed = edition.list("changes").stream()
                            .map(change -> change instanceof Map<?, ?> fields ? String.valueOf(fields.get("path")) : "")
                            .toList();
                    if (!changed.containsAll(wanted)) {
                        throw new StackException(
                                "edition " + number + " changed " + changed + " and should have changed " + wanted);
                    }
                    return "edition " + number + " changed together: "
                            + wanted.stream().collect(Collectors.joining(", "));
                });
    }
}
