package org.imprimatur.benchmarks.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.identity.TokenSource;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.json.JsonReader;

/** The stack that is measured. */
public final class Target {
    private final String site;
    private final String content;
    private final UnaryOperator<String> tokens;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private Target(String site, String content, UnaryOperator<String> tokens) {
        this.site = site;
        this.content = content;
        this.tokens = tokens;
    }

    /** Returns a stack of our own. */
    public static Target of(LocalStack stack) {
        return new Target(stack.addresses().site(), stack.addresses().content(), stack::token);
    }

    /**
     * Returns the stack that runs over a data folder, as {@code ./imprimatur up} started it.
     *
     * @throws StackException if none does
     */
    public static Target over(Path data) {
        Path description = data.resolve("stack.json");
        try {
            if (!Files.exists(description)) {
                throw new StackException("No stack runs over " + data + "; ./imprimatur up starts one.");
            }
            if (!(JsonReader.readObject(Files.readAllBytes(description)).get("addresses") instanceof Map<?, ?> all)) {
                throw new StackException(description + " names no addresses");
            }
            String secret = Files.readString(data.resolve("identity").resolve("secret")).strip();
            TokenSource tokens = new TokenSource(String.valueOf(all.get("identity")), secret);
            return new Target(String.valueOf(all.get("site")), String.valueOf(all.get("content")), tokens::token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the public site's address. */
    public String site() {
        return site;
    }

    /** Returns content-service's address. */
    public String content() {
        return content;
    }

    /** Returns the header field that lets a person in. */
    public Map<String, String> as(String person) {
        return Map.of("Authorization", "Bearer " + known.computeIfAbsent(person, tokens));
    }
}
