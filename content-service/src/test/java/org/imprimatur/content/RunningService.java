package org.imprimatur.content;

import java.util.UUID;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.localstack.backing.TestIdentity;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service on a real database and a real broker, reached over HTTP with real tokens. All tests that extend
 * this share one running service, so each makes its own articles and looks at nothing else.
 */
@SpringBootTest(classes = ContentApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningService {
    /** Nobody else's, and new for each run. */
    protected static final String DATABASE = "content-" + UUID.randomUUID();

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int managementPort;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        properties.add("spring.mongodb.uri", () -> MongoBacking.shared().uri());
        properties.add("spring.mongodb.database", () -> DATABASE);
        properties.add("spring.kafka.bootstrap-servers", () -> KafkaBacking.shared().bootstrapServers());
        properties.add("IMPRIMATUR_ISSUER", () -> TestIdentity.shared().issuer());
        properties.add("management.server.port", () -> 0);
        properties.add("IMPRIMATUR_ARTICLES_SIGNING_KEY_FILE", () -> ArticleKey.file(DATABASE));
    }

    /** The service as somebody with these roles sees it. */
    protected Person person(String name, String... roles) {
        return new Person("http://localhost:" + port, TestIdentity.shared().token(name, roles));
    }

    protected Person anna() {
        return person("anna", "author");
    }

    protected Person erik() {
        return person("erik", "editor");
    }

    protected Person edith() {
        return person("edith", "editor");
    }

    protected Person lena() {
        return person("lena", "legal");
    }

    /** The operators' port. */
    protected Person operator() {
        return new Person("http://localhost:" + managementPort, "");
    }

    protected int port() {
        return port;
    }

}
