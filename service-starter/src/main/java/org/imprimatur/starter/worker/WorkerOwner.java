package org.imprimatur.starter.worker;

import java.util.List;

/** A bean that runs workers of its own, for the watchdog to see them. */
@FunctionalInterface
public interface WorkerOwner {
    /** Always the same ones. */
    List<Worker> workers();
}
