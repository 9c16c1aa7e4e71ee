package org.imprimatur.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that go when the process goes. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Creates an empty folder whose name begins with {@code imprimatur-} and {@code purpose}. */
    public static Path create(String purpose) {
        try {
            return Files.createTempDirectory("imprimatur-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all it holds, as far as the system lets it. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException left) {
            // A file that another process still writes stays behind in the system's temporary folder.
            folder.toFile().deleteOnExit();
        }
    }
}
