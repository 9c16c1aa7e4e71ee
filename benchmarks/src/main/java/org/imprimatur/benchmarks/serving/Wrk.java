package org.imprimatur.benchmarks.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, as a process of its own. */
final class Wrk implements Load {
    private static final Pattern RATE = Pattern.compile("^Requests/sec:\\s+([0-9.]+)", Pattern.MULTILINE);
    /** wrk ends with success whatever the answers were; a server that refuses fast would win. */
    private static final Pattern FAILURE = Pattern.compile("^ *(Non-2xx|Socket errors).*", Pattern.MULTILINE);

    private final Path program;

    Wrk(Path program) {
        this.program = program;
    }

    @Override
    public double requestsPerSecond(String origin, String path, String acceptEncoding, Duration length) {
        try {
            Process process = new ProcessBuilder(program.toString(), "-t" + THREADS, "-c" + CONNECTIONS,
                    "-d" + length.toSeconds() + "s", "-H", "Accept-Encoding: " + acceptEncoding, origin + path)
                    .redirectErrorStream(true).start();
            return rate(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what wrk prints. */
    static double rate(String printed) {
        Matcher failure = FAILURE.matcher(printed);
        if (failure.find()) {
            throw new IllegalStateException("wrk counted failures: " + failure.group().strip());
        }
        Matcher rate = RATE.matcher(printed);
        if (!rate.find()) {
            throw new IllegalStateException("wrk said something else: " + printed);
        }
        return Double.parseDouble(rate.group(1));
    }

    @Override
    public String description() {
        return "wrk, " + THREADS + " threads, " + CONNECTIONS + " connections";
    }
}
