package org.imprimatur.localstack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.localstack.compose.Project.list;
import static org.imprimatur.localstack.compose.Project.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.Test;

/** Grafana's dashboard asks for nothing that no service measures. */
class DashboardTest {
    private final Map<String, Object> dashboard = map(
            JsonReader.read(Project.text("deploy/grafana/dashboards/imprimatur.json")));

    @Test
    void everyMetricAskedForIsOneThatAServiceKeeps() {
        Set<String> measured = Stream.concat(Stream.of("service-starter"), Project.SERVICES.stream())
                .flatMap(DashboardTest::sources)
                .flatMap(source -> Project.all("\"(imprimatur\\.[a-z.]+)\"", source).stream())
                .map(name -> name.replace('.', '_')).collect(Collectors.toSet());
        List<String> asked = expressions().flatMap(query -> Project.all("\\b(imprimatur_[a-z_]+)", query).stream())
                .map(DashboardTest::withoutSuffix).distinct().toList();
        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(measured).containsAll(asked);
    }

    @Test
    void theDashboardAnswersWhatOperatorsAsk() {
        assertThat(expressions().collect(Collectors.joining(" "))).contains("imprimatur_relay_lag",
                "imprimatur_approve_to_live", "imprimatur_editions", "imprimatur_dead_letters", "imprimatur_choices",
                "imprimatur_log_lag", "http_server_requests_seconds_bucket");
    }

    @Test
    void everyPanelHasAnExplanationAndTheProvisionedSource() {
        String source = Project.first("uid: (\\S+)",
                Project.text("deploy/grafana/provisioning/datasources/prometheus.yaml"));
        panels().forEach(panel -> {
            assertThat(String.valueOf(panel.get("description"))).as(String.valueOf(panel.get("title"))).isNotBlank();
            assertThat(map(panel.get("datasource"))).containsEntry("uid", source);
        });
        assertThat(Project.text("docker-compose.yml")).contains("./deploy/grafana/dashboards:"
                + Project.first("path: (\\S+)", Project.text("deploy/grafana/provisioning/dashboards/imprimatur.yaml"))
                + ":ro");
    }

    private Stream<Map<String, Object>> panels() {
        return list(dashboard.get("panels")).stream().map(Project::map);
    }

    private Stream<String> expressions() {
        return panels().flatMap(panel -> list(panel.get("targets")).stream())
                .map(target -> String.valueOf(map(target).get("expr")));
    }

    /** What Prometheus's naming adds to a meter's own name: its kind and its unit. */
    private static String withoutSuffix(String metric) {
        return metric.replaceFirst("_(bucket|count|sum|max|total)$", "").replaceFirst("_seconds$", "");
    }

    private static Stream<String> sources(String module) {
        try (Stream<Path> files = Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(DashboardTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
