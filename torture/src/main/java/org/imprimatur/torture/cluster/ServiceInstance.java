package org.imprimatur.torture.cluster;

import java.util.function.BooleanSupplier;
import org.imprimatur.localstack.process.ManagedProcess;
import org.jspecify.annotations.Nullable;

/** One instance of a service. */
final class ServiceInstance implements Victim {
    private final ManagedProcess.Command command;
    private final BooleanSupplier ready;
    private @Nullable ManagedProcess process;

    ServiceInstance(ManagedProcess.Command command, BooleanSupplier ready) {
        this.command = command;
        this.ready = ready;
    }

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Override
    public synchronized void start() {
        if (process == null || !process.isAlive()) {
            process = ManagedProcess.start(command);
        }
    }

    @Override
    public synchronized void freeze() {
        if (process != null && process.isAlive()) {
            process.suspend();
        }
    }

    @Override
    public synchronized void thaw() {
        if (process != null && process.isAlive()) {
            process.resume();
        }
    }

    @Override
    public boolean isReady() {
        return ready.getAsBoolean();
    }

    /** Its process now; 0 if it never ran. */
    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }
}
