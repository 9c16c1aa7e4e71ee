package org.imprimatur.starter.clock;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * The time by the clock of the database's primary: a second opinion where a wrong clock of this machine would break a
 * promise. Asked anew each time, which takes one round trip.
 */
public final class DatabaseClock implements Supplier<Instant> {
    private final Supplier<MongoDatabase> database;

    /** @param database asked for when the time is, so that a start without it in reach goes on */
    public DatabaseClock(Supplier<MongoDatabase> database) {
        this.database = database;
    }

    /** In milliseconds; throws what the driver throws where no primary can be asked. */
    @Override
    public Instant get() {
        // By its old name, which every server knows and anybody may ask: that of a first look has no other.
        return database.get().runCommand(new Document("isMaster", 1)).getDate("localTime").toInstant();
    }
}
