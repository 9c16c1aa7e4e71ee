package org.imprimatur.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import org.imprimatur.localstack.process.StackException;

/**
 * How a stack is to be started.
 *
 * @param home the project's root, where the built services are
 * @param data where everything that must outlive the stack is kept
 * @param ports its doors
 * @param guarded whether a {@code mongod} of the stack's own lets each service in as its user, with no more rights than
 *            in production; other kinds of database know no users
 */
public record StackSettings(Path home, Path data, StackPorts ports, boolean guarded) {

    public StackSettings {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** A stack whose database asks nobody who they are. */
    public StackSettings(Path home, Path data, StackPorts ports) {
        this(home, data, ports, false);
    }

    /**
     * Returns the project's root: {@code imprimatur.home} if the launcher says so, else the nearest folder upwards
     * that holds the launcher.
     *
     * @throws StackException if there is none
     */
    public static Path findHome() {
        String given = System.getProperty("imprimatur.home");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("imprimatur")) && Files.exists(folder.resolve("local-stack"))) {
                return folder;
            }
        }
        throw new StackException("the project's folder can't be found; run ./imprimatur from there");
    }
}
