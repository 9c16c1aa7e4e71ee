package org.imprimatur.localstack.backing;

/** A running database server that speaks MongoDB's protocol. */
public sealed interface Database extends AutoCloseable permits Mongod, EmbeddedMongo {
    /** Returns the connection string, without a database's name. */
    String uri();

    /** Stops the server; what it acknowledged stays in its folder. */
    @Override
    void close();
}
