package org.imprimatur.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.imprimatur.localstack.client.Visitor;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;

/** A choice's way from visitor to auditor. */
final class ConsentWalk {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final LocalStack stack;
    private final Newsroom newsroom;
    private final Visitor visitor;
    private final Path verifier;
    private final Steps steps;

    /** @param verifier transparency-log's jar, the only thing that verification needs */
    ConsentWalk(LocalStack stack, Http http, Path verifier, Steps steps) {
        this.stack = stack;
        this.verifier = verifier;
        this.steps = steps;
        newsroom = new Newsroom(stack, http);
        visitor = new Visitor(stack, http);
    }

    /** Takes the whole way, keeping what the visitor keeps in {@code folder}. */
    void run(String pagePath, Path folder) {
        steps.step(() -> visitor.get(pagePath).expect(200), page -> {
            if (visitor.hasCookies()) {
                throw new StackException("a visitor without a choice was given a cookie");
            }
            return "a visitor without a choice reads the page, and no cookie is set";
        });
        Answer choice = steps.step(() -> visitor.choose(false).expect(201),
                answer -> "the visitor refuses everything optional: record " + answer.field("recordId"));
        String recordId = choice.field("recordId");
        Answer receipt = steps.step(() -> visitor.awaitReceipt(recordId, LIMIT),
                proof -> "the log covers the record; its receipt is " + proof.body().length + " bytes");
        save(folder, receipt);
        steps.step(() -> verify(folder, "--records", folder.resolve("records.json").toString()),
                said -> "verified offline, from what the visitor keeps: " + said);
        steps.step(() -> verify(folder, "--log", stack.addresses().site() + "/consent/log"),
                said -> "verified the whole log, from its public files: " + said);
        String record = stack.addresses().compliance() + "/api/v1/records";
        steps.step(() -> newsroom.get("carl", record + "/" + recordId).expect(200),
                found -> "carl, of compliance, finds the record: state " + found.field("record", "state"));
        steps.step(() -> newsroom.get("anna", record).expect(403), refused -> "anna, an author, gets 403");
    }

    private void save(Path folder, Answer receipt) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("receipt.tlog-proof"), receipt.body());
            Files.write(folder.resolve("records.json"),
                    visitor.get("/consent/api/v1/choices/mine").expect(200).body());
            Files.write(folder.resolve("log.key"), visitor.get("/consent/log/key").expect(200).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the very command that the visitor would, in a process that knows none of the services.
     *
     * @return what it said, on lines of their own
     */
    private String verify(Path folder, String... question) {
        List<String> line = new ArrayList<>(List.of(Programs.java().toString(), "-XX:TieredStopAtLevel=1", "-cp",
                verifier.toString(), "org.imprimatur.tlog.verify.VerifyCommand"));
        line.addAll(List.of(question));
        line.addAll(List.of("--key", folder.resolve("log.key").toString()));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new StackException("the offline verifier refuses " + folder + ": " + said);
            }
            return said.lines().map(sentence -> "\n              " + sentence).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while verifying", e);
        }
    }
}
