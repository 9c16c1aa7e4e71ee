package org.imprimatur.content.storage;

/** A feature's part in getting the database ready, indexes above all. */
@FunctionalInterface
public interface StorageSetup {
    /** Creates what isn't there yet; safe to repeat, fails if the database is away. */
    void prepare();
}
