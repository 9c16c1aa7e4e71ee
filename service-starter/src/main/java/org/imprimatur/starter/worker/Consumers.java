package org.imprimatur.starter.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** The consumers of this service, which come to life one by one when their bindings do. */
public final class Consumers {
    private final Consumer<Watched> measure;
    private final List<Watched> known = new CopyOnWriteArrayList<>();

    /** @param measure told of each one that comes */
    Consumers(Consumer<Watched> measure) {
        this.measure = measure;
    }

    /** From now on the watchdog sees it. */
    public void watch(String name, AbstractMessageListenerContainer<?, ?> container) {
        Watched consumer = new WatchedConsumer(name, container);
        known.add(consumer);
        measure.accept(consumer);
    }

    List<Watched> known() {
        return known;
    }
}
