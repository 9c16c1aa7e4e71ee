package org.imprimatur.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.imprimatur.localstack.process.Programs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxTest {
    @TempDir
    Path folder;

    @Test
    void everyFieldIsSetToWhatOurServerSendsInThatCoding() {
        try (OnePage ours = new OnePage()) {
            assertThat(Nginx.configuration(ours.fetch(), folder, 1, 2))
                    .contains(
                            """
                                    map $file $field_etag { br "\\"0123-br\\""; gzip "\\"0123-gzip\\""; identity "\\"0123-identity\\""; }\
                                    """,
                            "add_header etag $field_etag;", """
                                    map $file $field_content_encoding { br "br"; gzip "gzip"; identity ""; }\
                                    """)
                    .doesNotContain("add_header content-type", "add_header content-length", "add_header date");
        }
    }

    @Test
    void bothServersDifferInSendfileAlone() {
        try (OnePage ours = new OnePage()) {
            String configuration = Nginx.configuration(ours.fetch(), folder, 1, 2);
            String copying = configuration.lines().filter(line -> line.contains("127.0.0.1:1 ")).findFirst()
                    .orElseThrow();
            assertThat(configuration).contains(copying.replace("127.0.0.1:1 ", "127.0.0.1:2 ").replace("off;", "on;"));
        }
    }

    @Test
    void nginxSendsTheSamePageFromBothServers() {
        Path program = Programs.onPath("nginx").orElse(null);
        Assumptions.assumeTrue(program != null, "nginx is not installed");
        try (OnePage ours = new OnePage().with("Link", "<a\\b>; rel=\"next\"");
                Nginx nginx = Nginx.start(program, ours.fetch(), folder)) {
            assertThatCode(() -> {
                ours.fetch().requireSame(Page.fetch(nginx.copying(), OnePage.PATH));
                ours.fetch().requireSame(Page.fetch(nginx.sendfile(), OnePage.PATH));
            }).doesNotThrowAnyException();
        }
    }
}
