package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Visitor;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.tlog.verify.VerifyCommand;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live log and its receipts before two verifiers that share no code. */
@LocalStackTest
@Timeout(120)
class VerifiersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final Visitor visitor;

    @TempDir
    Path folder;

    VerifiersTest(LocalStack stack) {
        this.stack = stack;
        this.visitor = new Visitor(stack, new Http());
    }

    @Test
    void ourVerifierAndTheIndependentOneAgreeOnTheLiveLogAndOnAFalsifiedRecord() throws Exception {
        visitor.choose(true).expect(201);
        String recordId = visitor.choose(false).expect(201).field("recordId");
        visitor.awaitReceipt(recordId, LIMIT);
        Path records = folder.resolve("records.json");
        Files.write(records, visitor.get("/consent/api/v1/choices/mine").expect(200).body());
        Files.write(folder.resolve("log.key"), visitor.get("/consent/log/key").expect(200).body());
        assertThat(ours(records)).contains("VERIFIED");
        assertThat(independent(records)).isZero();

        Path falsified = folder.resolve("falsified.json");
        String kept = Files.readString(records);
        Files.writeString(falsified, kept.replace("\"given\"", "\"refused\""));
        assertThat(falsified).content().isNotEqualTo(kept);
        assertThat(ours(falsified)).contains("REFUSED");
        assertThat(independent(falsified)).isEqualTo(1);
    }

    private String log() {
        return stack.addresses().site() + "/consent/log";
    }

    private String key() {
        return folder.resolve("log.key").toString();
    }

    private String ours(Path records) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        VerifyCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), "--log", log(), "--records",
                records.toString(), "--key", key());
        return said.toString(StandardCharsets.UTF_8);
    }

    private int independent(Path records) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Programs.onPath("python3").isPresent(), "no python3 on the PATH");
        Path script = StackSettings.findHome()
                .resolve("end-to-end-tests/src/test/resources/independent-verifier/verify.py");
        return new ProcessBuilder("python3", script.toString(), log(), "--records", records.toString(), "--key", key())
                .inheritIO().start().waitFor();
    }
}
