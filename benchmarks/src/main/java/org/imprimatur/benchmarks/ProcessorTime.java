package org.imprimatur.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The processor time that processes have used so far. Where everything shares a few cores, it says who uses them up, and
 * it says the same on a machine that others keep busy, which no rate does.
 */
final class ProcessorTime {
    private static final String CLIENT = "the client";

    private final Map<String, Long> pids;

    /** @param pids of the processes, by the names to report them under; this one counts as the client */
    ProcessorTime(Map<String, Long> pids) {
        this.pids = pids;
    }

    /** Returns the nanoseconds up to now, by name; a process that has ended isn't there. */
    Map<String, Long> now() {
        Map<String, Long> nanos = new TreeMap<>();
        pids.forEach((name, pid) -> ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos).ifPresent(used -> nanos.put(name, used)));
        if (ManagementFactory
                .getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            nanos.put(CLIENT, machine.getProcessCpuTime());
        }
        return nanos;
    }
}
