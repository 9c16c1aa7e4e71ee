package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.localstack.Addresses;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.StackSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a reader to type does what it says. */
@LocalStackTest
@Timeout(120)
class ReadmeTest {
    private static final Pattern EXECUTED = Pattern.compile("<!-- executed by ReadmeTest -->\\s*```bash\\n(.*?)```",
            Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void itsCommandsWorkAsTheyStandThere(LocalStack stack) throws Exception {
        Path home = StackSettings.findHome();
        List<String> blocks = EXECUTED.matcher(Files.readString(home.resolve("README.md"))).results()
                .map(block -> block.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        // The reader's stack has the standard ports, this one has free ones.
        String script = withActualPorts(String.join("\n", blocks), stack.addresses());
        putLauncherHere(home);
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile()).redirectErrorStream(true);
        shell.environment().put("IMPRIMATUR_DATA", stack.data().toString());
        assertThat(run(shell)).as(script).isZero();
    }

    /** The commands leave files where they are typed; that is not to be the project. */
    private void putLauncherHere(Path home) throws IOException {
        Path launcher = folder.resolve("imprimatur");
        Files.writeString(launcher, "#!/usr/bin/env bash\nexec '" + home.resolve("imprimatur") + "' \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    private static String withActualPorts(String script, Addresses addresses) {
        return script.replaceAll("http://localhost:8080\\b", Matcher.quoteReplacement(addresses.site()))
                .replaceAll("http://localhost:8081\\b", Matcher.quoteReplacement(addresses.content()))
                .replaceAll("http://localhost:8084\\b", Matcher.quoteReplacement(addresses.compliance()))
                .replaceAll("http://localhost:8083\\b", Matcher.quoteReplacement(addresses.publishing()));
    }

    private static int run(ProcessBuilder shell) throws IOException, InterruptedException {
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            System.out.println(said);
        }
        return exit;
    }
}
