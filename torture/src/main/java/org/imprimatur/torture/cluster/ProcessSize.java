package org.imprimatur.torture.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How large a process is, as Linux tells. */
final class ProcessSize {
    private static final long KILOBYTES = 1_024;

    private ProcessSize() {}

    static List<Long> of(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            List<String> all = lines.toList();
            return List.of(number(all, "VmRSS:") / KILOBYTES, number(all, "Threads:"));
        } catch (IOException elsewhere) {
            return List.of(-1L, -1L);
        }
    }

    private static long number(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).orElse(-KILOBYTES);
    }
}
