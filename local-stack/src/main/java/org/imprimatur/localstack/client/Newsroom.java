package org.imprimatur.localstack.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.process.Await;
import org.jspecify.annotations.Nullable;

/** The staff at work: every step is one request with that person's own token. */
public final class Newsroom {
    private final LocalStack stack;
    private final Http http;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Newsroom(LocalStack stack, Http http) {
        this.stack = stack;
        this.http = http;
    }

    /** Begins an article; the answer is whatever the service says. */
    public Answer create(String person, Map<String, ?> content) {
        return http.send("POST", articles(), as(person), content);
    }

    /** Reads an article. */
    public Answer read(String person, String id) {
        return http.get(articles() + "/" + id, as(person));
    }

    /** Replaces an article's content in the version that it has now. */
    public Answer replace(String person, String id, Map<String, ?> content) {
        return http.send("PUT", articles() + "/" + id, onPresentVersion(person, id), content);
    }

    /**
     * Takes a step of the workflow on the version that the article has now.
     *
     * @param body what the step takes; null for steps that take nothing
     */
    public Answer act(String person, String id, String action, @Nullable Map<String, ?> body) {
        return http.send("POST", articles() + "/" + id + "/actions/" + action, onPresentVersion(person, id), body);
    }

    /** Takes an article from nothing through review and approval; returns its id. */
    public String publish(Map<String, ?> content) {
        String id = create("anna", content).expect(201).field("id");
        act("anna", id, "submit", null).expect(200);
        act("edith", id, "approve", null).expect(200);
        return id;
    }

    /** Returns the article once its publication has reached {@code state}. */
    public Answer awaitPublication(String id, String state, Duration limit) {
        Await.until(() -> state.equals(read("edith", id).expect(200).field("publication", "state")), limit);
        Answer article = read("edith", id);
        if (!state.equals(article.field("publication", "state"))) {
            throw new UnexpectedAnswerException(article,
                    "publication " + state + " within " + limit.toSeconds() + " s");
        }
        return article;
    }

    /** Fetches an address of any service with a person's token. */
    public Answer get(String person, String address) {
        return http.get(address, as(person));
    }

    private Map<String, String> onPresentVersion(String person, String id) {
        Map<String, String> headers = new HashMap<>(as(person));
        headers.put("If-Match", read(person, id).expect(200).header("ETag"));
        return headers;
    }

    private Map<String, String> as(String person) {
        return Map.of("Authorization", "Bearer " + tokens.computeIfAbsent(person, stack::token));
    }

    private String articles() {
        return stack.addresses().content() + "/api/v1/articles";
    }
}
