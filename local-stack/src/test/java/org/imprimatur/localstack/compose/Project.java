package org.imprimatur.localstack.compose;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The project's own files, as the tests here read them. */
final class Project {
    /** The three services, each named like its module. */
    static final List<String> SERVICES = List.of("content-service", "publishing-service", "consent-service");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    private Project() {}

    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docker-compose.yml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no docker-compose.yml in any folder above");
    }

    static String text(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String settings(String service) {
        return text(service + "/src/main/resources/application.yaml");
    }

    static String sharedSettings() {
        return text("service-starter/src/main/resources/imprimatur-defaults.yaml");
    }

    /** Returns the environment variables that a service's settings name, its own and the shared ones. */
    static Set<String> variablesReadBy(String service) {
        Set<String> names = new TreeSet<>();
        Stream.of(settings(service), sharedSettings()).map(PLACEHOLDER::matcher).flatMap(Matcher::results)
                .forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** Returns what a service takes for a variable that nobody sets. */
    static String defaultOf(String service, String variable) {
        return PLACEHOLDER.matcher(settings(service)).results().filter(found -> found.group(1).equals(variable))
                .map(found -> found.group(2)).findFirst()
                .orElseThrow(() -> new AssertionError(service + " doesn't read " + variable));
    }

    /** Returns every match of the pattern's first group. */
    static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().map(found -> group(found)).toList();
    }

    static String first(String pattern, String text) {
        return all(pattern, text).stream().findFirst()
                .orElseThrow(() -> new AssertionError("nothing like " + pattern));
    }

    private static String group(MatchResult found) {
        return found.group(1);
    }

    /** The maps of YAML and JSON have strings for keys; the compiler can't know. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object value) {
        return (List<Object>) requireNonNull(value);
    }
}
