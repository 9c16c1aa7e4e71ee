package org.imprimatur.content.log;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The pure-Java server of a first look, for as long as a class of tests runs. */
final class EmbeddedServer implements BeforeAllCallback, AfterAllCallback {
    private final MongoServer server = new MongoServer(H2Backend.inMemory());
    private String uri = "";

    @Override
    public void beforeAll(ExtensionContext context) {
        uri = "mongodb://localhost:" + server.bind().getPort();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.shutdownNow();
    }

    String uri() {
        return uri;
    }
}
