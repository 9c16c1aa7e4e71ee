package org.imprimatur.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.RunningStack;
import org.imprimatur.localstack.process.StackException;

/** The stack that is measured. */
final class Target {
    private final String site;
    private final String content;
    private final Map<String, Long> pids;
    private final UnaryOperator<String> tokens;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private Target(String site, String content, Map<String, Long> pids, UnaryOperator<String> tokens) {
        this.site = site;
        this.content = content;
        this.pids = pids;
        this.tokens = tokens;
    }

    /** Returns a stack of our own. */
    static Target of(LocalStack stack) {
        return new Target(stack.addresses().site(), stack.addresses().content(), stack.pids(), stack::token);
    }

    /**
     * Returns the stack that runs over a data folder, as {@code ./imprimatur up} started it.
     *
     * @throws StackException if none does
     */
    static Target over(Path data) {
        RunningStack stack = RunningStack.over(data);
        return new Target(stack.addresses().site(), stack.addresses().content(), stack.pids(), stack::token);
    }

    /** Returns the public site's address. */
    String site() {
        return site;
    }

    /** Returns content-service's address. */
    String content() {
        return content;
    }

    /** Returns the stack's processes, by the labels of their parts. */
    Map<String, Long> pids() {
        return pids;
    }

    /** Returns the header field that lets a person in. */
    Map<String, String> as(String person) {
        return Map.of("Authorization", "Bearer " + known.computeIfAbsent(person, tokens));
    }
}
