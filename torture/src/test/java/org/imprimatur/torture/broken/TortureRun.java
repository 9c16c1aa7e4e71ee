package org.imprimatur.torture.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.tlog.json.JsonReader;

/**
 * One run of the torture over some build, as the launcher starts it.
 *
 * @param lines the table, by the laws
 */
record TortureRun(Map<String, Line> lines, Path log) {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** One line of the table: how often it was looked, and how often the law was seen broken. */
    record Line(long looked, long broken) {}

    /**
     * Runs it to its end.
     *
     * @param home where the build is
     * @param folder receives its data, its log and its table
     * @throws AssertionError if it ends without a table
     */
    static TortureRun of(Path home, List<String> options, Path folder) throws IOException {
        Path table = folder.resolve("table.json");
        List<String> line = new ArrayList<>(List.of(Programs.java().toString(), "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED", "-Dimprimatur.home=" + home,
                "-Dlogback.configurationFile=org/imprimatur/localstack/backing/broker-logback.xml", "-cp",
                Programs.classPath(), "org.imprimatur.torture.TortureCommand"));
        line.addAll(options);
        line.addAll(List.of("--data", folder.resolve("data").toString(), "--json", table.toString()));
        try (ManagedProcess torture = ManagedProcess.start(new ManagedProcess.Command("torture", line,
                // As fast as the launcher's: what tests start is told to be up soon instead.
                Map.of("JDK_JAVA_OPTIONS", ""),
                folder.resolve("torture.log"), folder.resolve("torture.pid")))) {
            assertThat(Await.until(() -> !torture.isAlive(), LIMIT)).as("it ends").isTrue();
            assertThat(table).as(() -> read(torture.log())).exists();
            return new TortureRun(lines(Files.readString(table)), torture.log());
        }
    }

    private static Map<String, Line> lines(String table) {
        Map<String, Line> lines = new LinkedHashMap<>();
        if (JsonReader.read(table) instanceof Map<?, ?> all && all.get("findings") instanceof List<?> findings) {
            for (Object one : findings) {
                if (one instanceof Map<?, ?> finding && finding.get("looked") instanceof Number looked
                        && finding.get("broken") instanceof List<?> broken) {
                    lines.put(String.valueOf(finding.get("law")), new Line(looked.longValue(), broken.size()));
                }
            }
        }
        return lines;
    }

    /** The line of this law. */
    Line line(String law) {
        Line line = lines.get(law);
        assertThat(line).as("the line \"" + law + "\" of the table").isNotNull();
        return Objects.requireNonNull(line);
    }

    /** The laws that were broken, and how often. */
    List<String> broken() {
        return lines.entrySet().stream().filter(line -> line.getValue().broken() > 0)
                .map(line -> line.getKey() + ": " + line.getValue().broken()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
