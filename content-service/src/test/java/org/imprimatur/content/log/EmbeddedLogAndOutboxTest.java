package org.imprimatur.content.log;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Over the pure-Java server of a first look. */
class EmbeddedLogAndOutboxTest extends OutboxContract {
    private static final MongoServer SERVER = new MongoServer(H2Backend.inMemory());
    private static String uri = "";

    @BeforeAll
    static void start() {
        uri = "mongodb://localhost:" + SERVER.bind().getPort();
    }

    @AfterAll
    static void stop() {
        SERVER.shutdownNow();
    }

    @Override
    String uri() {
        return uri;
    }
}
