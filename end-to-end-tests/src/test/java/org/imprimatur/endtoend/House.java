package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.Part;
import org.imprimatur.localstack.Progress;
import org.imprimatur.localstack.StackPorts;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.tlog.verify.VerifyCommand;

/** A stack over a folder, with what those do in it who look at how it outlives its data's moves. */
final class House implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(90);

    final LocalStack stack;
    final Newsroom newsroom;
    private final Http http = new Http();

    House(Path data) {
        stack = new LocalStack(new StackSettings(StackSettings.findHome(), data, StackPorts.free(), true),
                Progress.printed(System.out)).start();
        newsroom = new Newsroom(stack, http);
    }

    /** The services end in peace; broker and database stay. */
    void rest() {
        Part.services().forEach(stack::stop);
    }

    Answer page(String path) {
        return http.get(stack.addresses().site() + path);
    }

    List<?> history(String article) {
        return newsroom.get("edith", stack.addresses().content() + "/api/v1/articles/" + article + "/history")
                .expect(200).list("entries");
    }

    /** Publishes a story and has it leave the site again; returns its path. */
    String gone(String action, String person, String state) {
        Map<String, Object> content = Stories.about("To leave by " + action);
        String id = newsroom.publish(content);
        newsroom.awaitPublication(id, "LIVE", LIMIT);
        newsroom.act(person, id, action, Map.of("reason", "It has to go.")).expect(200);
        newsroom.awaitPublication(id, state, LIMIT);
        String path = "/" + content.get("section") + "/" + content.get("slug");
        assertThat(Await.until(() -> page(path).status() > 400, LIMIT)).isTrue();
        return path;
    }

    /** A choice by whoever has these cookies; the answer to it. */
    Answer choose(String cookies, boolean answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Origin", stack.addresses().site());
        if (!cookies.isEmpty()) {
            fields.put("Cookie", cookies);
        }
        Answer notice = page("/consent/api/v1/notice?lang=en").expect(200);
        return http.send("POST", stack.addresses().site() + "/consent/api/v1/choices", fields,
                Map.of("id", UUID.randomUUID().toString(), "notice", notice.field("hash"), "language", "en", "choices",
                        Map.of("preferences", answer, "statistics", answer, "marketing", false), "method", "banner"))
                .expect(201);
    }

    /** What its sender has to bring along from now on. */
    static String cookies(Answer choice) {
        return String.join("; ", choice.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0]).toList());
    }

    void awaitReceipt(Answer choice) {
        String path = "/consent/api/v1/records/" + choice.field("recordId") + "/receipt";
        assertThat(Await.until(() -> page(path).status() == 200, LIMIT)).isTrue();
    }

    /** Somebody of the staff looks at records, which is an entry in the access log. */
    void access() {
        long before = size(accessLog("checkpoint"));
        newsroom.get("carl", stack.addresses().compliance() + "/api/v1/records?limit=5").expect(200);
        assertThat(Await.until(() -> size(accessLog("checkpoint")) > before, LIMIT)).isTrue();
    }

    private static long size(Answer checkpoint) {
        return checkpoint.status() == 200 ? Long.parseLong(checkpoint.text().lines().toList().get(1)) : 0;
    }

    private Answer accessLog(String what) {
        return newsroom.get("carl", stack.addresses().compliance() + "/access-log/" + what);
    }

    /** Keeps what anybody can have seen of the logs by now, and their keys. */
    void writeDownBothLogs(Path folder) throws IOException {
        Files.write(folder.resolve("consent.checkpoint"), page("/consent/log/checkpoint").expect(200).body());
        Files.write(folder.resolve("consent.vkey"), page("/consent/log/key").expect(200).body());
        Files.write(folder.resolve("access.checkpoint"), accessLog("checkpoint").expect(200).body());
        Files.write(folder.resolve("access.vkey"), accessLog("key").expect(200).body());
    }

    /** By the offline verifier, with the keys and checkpoints that were written down. */
    void verifyBothLogs(Path folder) {
        verify("--log", stack.addresses().site() + "/consent/log", "--key", folder.resolve("consent.vkey").toString(),
                "--from", folder.resolve("consent.checkpoint").toString());
        verify("--log", stack.addresses().compliance() + "/access-log", "--key",
                folder.resolve("access.vkey").toString(), "--from", folder.resolve("access.checkpoint").toString(),
                "--token", stack.token("carl"));
    }

    /** @param file is written */
    void verifyRecords(String cookies, Path folder, Path file) throws IOException {
        Files.write(file, http.get(stack.addresses().site() + "/consent/api/v1/choices/mine",
                Map.of("Cookie", cookies)).expect(200).body());
        verify("--log", stack.addresses().site() + "/consent/log", "--key", folder.resolve("consent.vkey").toString(),
                "--records", file.toString());
    }

    private static void verify(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = VerifyCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Override
    public void close() {
        stack.close();
    }
}
