package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.StackSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that a newcomer meets first. */
@LocalStackTest
@Timeout(120)
class LauncherTest {
    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamedInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Said said = launch("up", "--any-ports", "--public-port", Integer.toString(taken.getLocalPort()), "--data",
                    folder.toString());
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.text().strip()).endsWith("Port " + taken.getLocalPort()
                    + " is already taken, and the stack needs it for the public site: end what listens there, or"
                    + " choose another with --public-port (0 takes any free one).");
        }
    }

    @Test
    void aTokenIsPrintedAloneAndOnlyWhileAStackRuns(LocalStack stack) throws Exception {
        Said token = launch("token", "carl", "--data", stack.data().toString());
        assertThat(token.exit()).isZero();
        assertThat(token.text()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\n");

        Said none = launch("token", "carl", "--data", folder.toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.text()).contains("No stack runs over").contains("./imprimatur up starts one");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheKnownOnes() throws Exception {
        Said said = launch("publish");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.text()).contains("there is no command publish").contains("demo [--article FILE]");
    }

    private record Said(int exit, String text) {}

    private static Said launch(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(StackSettings.findHome().resolve("imprimatur").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder command = new ProcessBuilder(line).redirectErrorStream(true);
        // Java tells of options from the environment; the build's are none of a newcomer's.
        command.environment().remove("JDK_JAVA_OPTIONS");
        Process process = command.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
