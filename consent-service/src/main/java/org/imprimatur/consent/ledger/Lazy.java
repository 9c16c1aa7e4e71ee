package org.imprimatur.consent.ledger;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something made when first needed, so that a broker whose name can't even be resolved holds up no start. */
final class Lazy<T> implements AutoCloseable {
    private final Supplier<T> source;
    private final Consumer<T> end;
    private @Nullable T made;

    Lazy(Supplier<T> source, Consumer<T> end) {
        this.source = source;
        this.end = end;
    }

    synchronized T get() {
        T thing = made;
        if (thing == null) {
            thing = source.get();
            made = thing;
        }
        return thing;
    }

    /** Ends what was made, if anything was. */
    @Override
    public synchronized void close() {
        T thing = made;
        made = null;
        if (thing != null) {
            end.accept(thing);
        }
    }
}
