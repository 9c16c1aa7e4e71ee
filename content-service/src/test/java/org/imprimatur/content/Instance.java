package org.imprimatur.content;

import ch.qos.logback.classic.LoggerContext;
import org.imprimatur.localstack.backing.TestIdentity;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance of the service that a test starts and stops itself, over a database and a broker of its choice. */
record Instance(ConfigurableApplicationContext context) implements AutoCloseable {

    /** @param name of the database and of the consumer group, so that it takes nobody else's messages */
    static Instance start(String databaseUri, String name, String broker) {
        return start(databaseUri, name, broker, settings -> {});
    }

    /** The same with a hand in how it speaks to its database. */
    static Instance start(String databaseUri, String name, String broker,
            MongoClientSettingsBuilderCustomizer database) {
        var application = new SpringApplication(ContentApplication.class);
        leaveLoggingAlone();
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("handInTheDatabase", database));
        var context = application.run("--server.port=0",
                "--management.server.port=0", "--spring.mongodb.uri=" + databaseUri,
                "--spring.mongodb.database=" + name, "--spring.kafka.bootstrap-servers=" + broker,
                "--spring.cloud.stream.bindings.releases-in-0.group=" + name,
                "--IMPRIMATUR_ARTICLES_SIGNING_KEY_FILE=" + ArticleKey.file(name),
                "--IMPRIMATUR_ISSUER=" + TestIdentity.shared().issuer());
        return new Instance(context);
    }

    /**
     * Each binder is an application of its own, which sets up logging anew in a thread that retries without a broker. Where
     * one has done that already, the next application would do so at the same time.
     */
    private static void leaveLoggingAlone() {
        var logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (logging.getObject(LoggingSystem.class.getName()) != null) {
            System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        }
    }

    Person anna() {
        return new Person(address("local.server.port"), TestIdentity.shared().token("anna", "author"));
    }

    Person edith() {
        return new Person(address("local.server.port"), TestIdentity.shared().token("edith", "editor"));
    }

    /** At the port for health and metrics. */
    Person operator() {
        return new Person(address("local.management.port"), "");
    }

    private String address(String port) {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty(port);
    }

    @Override
    public void close() {
        context.close();
    }
}
