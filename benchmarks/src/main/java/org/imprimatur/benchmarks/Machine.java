package org.imprimatur.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.localstack.process.Programs;

/** What the figures were measured on; a figure without it means nothing. */
final class Machine {
    private Machine() {}

    /** Returns the facts by name, in the order in which to print them. */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        line("/proc/cpuinfo", "model name").ifPresent(model -> facts.put("processor", model));
        line("/proc/meminfo", "MemTotal").ifPresent(memory -> facts.put("memory", memory));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vendor.version") + " " + System.getProperty("java.vm.name"));
        facts.put("nginx", said("nginx", "-v"));
        facts.put("wrk", said("wrk", "-v"));
        facts.put("mongod", said("mongod", "--version"));
        // Whatever else ran has its share in every figure; a reader should be able to see it.
        facts.put("load before", String.format(Locale.ROOT, "%.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return facts;
    }

    private static Optional<String> line(String file, String name) {
        try {
            return Files.readString(Path.of(file)).lines().filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }

    private static String said(String program, String option) {
        if (Programs.onPath(program).isEmpty()) {
            return "not installed";
        }
        try {
            Process process = new ProcessBuilder(program, option).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("?").replaceFirst(" \\[.*| Copyright.*", "");
        } catch (IOException e) {
            return "not to be started: " + e.getMessage();
        }
    }
}
