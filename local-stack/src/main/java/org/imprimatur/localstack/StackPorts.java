package org.imprimatur.localstack;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.StackException;

/** One port for each door of the stack; 0 stands for any free one. */
public final class StackPorts {
    private final Map<Door, Integer> ports = new EnumMap<>(Door.class);

    private StackPorts(ToIntFunction<Door> choice) {
        for (Door door : Door.values()) {
            ports.put(door, choice.applyAsInt(door));
        }
    }

    /** Returns any free port for every door: what tests use. */
    public static StackPorts any() {
        return each(door -> 0);
    }

    /** Returns ports that are free now: for stacks that follow each other over the same data. */
    public static StackPorts free() {
        return any().chosen();
    }

    static StackPorts each(ToIntFunction<Door> choice) {
        return new StackPorts(choice);
    }

    /** Returns the same doors with every 0 replaced by a port that is free now. */
    StackPorts chosen() {
        return each(door -> Ports.orFree(at(door)));
    }

    int at(Door door) {
        return Objects.requireNonNull(ports.get(door));
    }

    /**
     * @param ours whether this stack starts that door's server itself
     * @throws StackException naming the first port that somebody else listens on, and what wanted it
     */
    void requireFree(Predicate<Door> ours) {
        ports.forEach((door, port) -> {
            if (port != 0 && ours.test(door) && !Ports.isFree(port)) {
                throw new StackException("Port " + port + " is already taken, and the stack needs it for "
                        + door.purpose() + ": end what listens there, or choose another with " + door.option()
                        + " (0 takes any free one).");
            }
        });
    }
}
