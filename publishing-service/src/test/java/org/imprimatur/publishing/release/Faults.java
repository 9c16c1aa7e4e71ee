package org.imprimatur.publishing.release;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A real database whose client fails where a test wants it to: before a write, so that it never happened, or after it, so
 * that it stands and nobody heard. Also runs something in the middle of somebody's reading.
 */
final class Faults {
    /** What the client throws then. */
    static final class Crash extends RuntimeException {
        Crash(String where) {
            super(where);
        }
    }

    private static final Set<String> WRITES = Set.of("insertOne", "insertMany", "updateOne", "bulkWrite", "deleteOne",
            "deleteMany");

    private int writesUntilCrash = -1;
    private boolean afterwards;
    private @Nullable String collectionToRead;
    private @Nullable Runnable meanwhile;

    /** Writes may come from two threads at once. */
    private synchronized boolean isTheOne() {
        return writesUntilCrash >= 0 && writesUntilCrash-- == 0;
    }

    /** Lets that many more writes pass and fails at the next one, before or after it took place. */
    synchronized void crashAfter(int writes, boolean tookPlace) {
        writesUntilCrash = writes;
        afterwards = tookPlace;
    }

    /** Whether the crash is still to come; it doesn't any more. */
    synchronized boolean disarm() {
        boolean armed = writesUntilCrash >= 0;
        writesUntilCrash = -1;
        return armed;
    }

    /** Runs that, once, right before the collection is read. */
    void before(String collection, Runnable action) {
        collectionToRead = collection;
        meanwhile = action;
    }

    MongoDatabase over(MongoDatabase database) {
        return (MongoDatabase) Proxy.newProxyInstance(Faults.class.getClassLoader(),
                new Class<?>[]{MongoDatabase.class}, (_, method, arguments) -> {
                    var result = call(database, method, arguments);
                    return switch (result) {
                        case null -> null;
                        case MongoDatabase other -> over(other);
                        case MongoCollection<?> collection -> over(collection, (String) arguments[0]);
                        default -> result;
                    };
                });
    }

    @SuppressWarnings("unchecked")
    private MongoCollection<Document> over(MongoCollection<?> collection, String name) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(Faults.class.getClassLoader(),
                new Class<?>[]{MongoCollection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("find") && name.equals(collectionToRead)) {
                        var action = meanwhile;
                        collectionToRead = null;
                        if (action != null) {
                            action.run();
                        }
                    }
                    boolean crash = WRITES.contains(method.getName()) && isTheOne();
                    if (crash && !afterwards) {
                        throw new Crash("before " + method.getName() + " in " + name);
                    }
                    var result = call(collection, method, arguments);
                    if (crash) {
                        throw new Crash("after " + method.getName() + " in " + name);
                    }
                    return result instanceof MongoCollection<?> other ? over(other, name) : result;
                });
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
