package org.imprimatur.localstack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Programs of this machine. */
public final class Programs {
    private Programs() {}

    /** Returns where the PATH leads for {@code name}, if it leads to something that can be run. */
    public static Optional<Path> onPath(String name) {
        return onPath(name, System.getenv());
    }

    static Optional<Path> onPath(String name, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).filter(Files::isRegularFile).findFirst();
    }

    /** Returns the {@code java} that runs this very process. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Returns the class path of this very process, for a child that runs other classes of it. */
    public static String classPath() {
        // Surefire may hide the real one behind a jar of its own that holds only a manifest.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
