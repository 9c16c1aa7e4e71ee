package org.imprimatur.localstack.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.process.Await;

/** A visitor of the public site with a browser's memory for cookies, and nothing else. */
public final class Visitor {
    private final LocalStack stack;
    private final Http http;
    private final Map<String, String> cookies = new HashMap<>();

    public Visitor(LocalStack stack, Http http) {
        this.stack = stack;
        this.http = http;
    }

    /** Fetches an address of the public site, keeping the cookies it sets. */
    public Answer get(String path) {
        return remember(http.get(stack.addresses().site() + path, headers()));
    }

    /** Answers the notice in force: every optional purpose with {@code answer}. */
    public Answer choose(boolean answer) {
        Answer notice = get("/consent/api/v1/notice").expect(200);
        Map<String, Boolean> choices = new HashMap<>();
        for (Object purpose : notice.list("purposes")) {
            if (purpose instanceof Map<?, ?> words && Boolean.TRUE.equals(words.get("optional"))) {
                choices.put(String.valueOf(words.get("id")), answer);
            }
        }
        return choose(Map.of("id", UUID.randomUUID().toString(), "notice", notice.field("hash"), "language",
                notice.field("language"), "choices", choices, "method", "banner"));
    }

    /** Sends a choice as the banner would. */
    public Answer choose(Map<String, ?> choice) {
        Map<String, String> headers = new HashMap<>(headers());
        headers.put("Origin", stack.addresses().site());
        return remember(
                http.send("POST", stack.addresses().site() + "/consent/api/v1/choices", headers, choice));
    }

    /** Returns the receipt once the log covers the record; what it is after {@code limit} otherwise. */
    public Answer awaitReceipt(String recordId, Duration limit) {
        String path = "/consent/api/v1/records/" + recordId + "/receipt";
        Await.until(() -> get(path).status() == 200, limit);
        return get(path).expect(200);
    }

    /** Returns whether the visitor holds any cookie. */
    public boolean hasCookies() {
        return !cookies.isEmpty();
    }

    private Map<String, String> headers() {
        if (cookies.isEmpty()) {
            return Map.of();
        }
        List<String> pairs = cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .toList();
        return Map.of("Cookie", String.join("; ", pairs));
    }

    private Answer remember(Answer answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String pair = cookie.split(";", 2)[0];
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return answer;
    }
}
