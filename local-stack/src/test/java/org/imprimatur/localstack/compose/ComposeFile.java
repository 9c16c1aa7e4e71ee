package org.imprimatur.localstack.compose;

import static org.imprimatur.localstack.compose.Project.list;
import static org.imprimatur.localstack.compose.Project.map;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} as it stands, with its variables left as they are written. */
final class ComposeFile {
    private final Map<String, Object> content;

    private ComposeFile(Map<String, Object> content) {
        this.content = content;
    }

    static ComposeFile read() {
        return new ComposeFile(map(new Yaml().load(Project.text("docker-compose.yml"))));
    }

    Set<String> parts() {
        return services().keySet();
    }

    /** Returns a part's keys with their values. */
    Map<String, Object> part(String name) {
        return map(services().get(name));
    }

    Map<String, Object> section(String name) {
        return map(content.get(name));
    }

    Map<String, Object> environment(String part) {
        return map(part(part).getOrDefault("environment", Map.of()));
    }

    List<String> ports(String part) {
        return strings(part(part).getOrDefault("ports", List.of()));
    }

    /** Returns the ports that a part listens on, as its published ports name them. */
    List<String> innerPorts(String part) {
        return ports(part).stream().map(port -> port.substring(port.lastIndexOf(':') + 1)).toList();
    }

    /** Returns whom a part waits for, and for what. */
    Map<String, Object> waitsFor(String part) {
        return map(part(part).getOrDefault("depends_on", Map.of()));
    }

    List<String> probe(String part) {
        Object healthcheck = part(part).get("healthcheck");
        return healthcheck == null ? List.of() : strings(map(healthcheck).get("test"));
    }

    static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    private Map<String, Object> services() {
        return section("services");
    }
}
