package org.imprimatur.torture.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A source file of the product with one of its lines changed. */
record BrokenSource(String text) {
    /**
     * Reads the file of a breakage, and breaks it.
     *
     * @param home the project's root
     * @throws AssertionError if the line isn't there any more, or more than once: then nothing would be proved
     */
    static BrokenSource of(Breakage breakage, Path home) throws IOException {
        Path file = home.resolve(breakage.service().label()).resolve("src/main/java").resolve(breakage.source());
        return of(breakage, Files.readString(file));
    }

    static BrokenSource of(Breakage breakage, String source) {
        var lines = source.lines().toList();
        long found = lines.stream().filter(line -> line.strip().equals(breakage.line())).count();
        if (found != 1) {
            throw new AssertionError(breakage.what() + ": the line \"" + breakage.line() + "\" stands " + found
                    + " times in " + breakage.source() + "; this breakage has to be written anew");
        }
        return new BrokenSource(String.join("\n", lines.stream()
                .map(line -> line.strip().equals(breakage.line()) ? breakage.broken() : line).toList()) + "\n");
    }
}
