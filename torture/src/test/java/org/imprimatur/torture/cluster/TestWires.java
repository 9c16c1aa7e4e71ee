package org.imprimatur.torture.cluster;

import java.util.List;
import org.imprimatur.localstack.process.Ports;

/** Wires for tests of what is done to them. */
public final class TestWires {
    private TestWires() {}

    /** Returns one that leads to nobody. */
    public static Wire nowhere() {
        return new Wire("nowhere", List.of(Ports.free()));
    }
}
