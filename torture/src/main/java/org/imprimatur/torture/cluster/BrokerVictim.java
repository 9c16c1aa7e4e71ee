package org.imprimatur.torture.cluster;

import java.nio.file.Path;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.process.Ports;

/** The broker. */
final class BrokerVictim implements Victim {
    private final Path folder;
    private final int wired;
    private final int advertised;
    private final int port = Ports.free();
    private KafkaProcess kafka;

    /**
     * @param wired where the other end of the services' wire connects to
     * @param advertised the wire's own port
     */
    BrokerVictim(Path folder, int wired, int advertised) {
        this.folder = folder;
        this.wired = wired;
        this.advertised = advertised;
        this.kafka = KafkaProcess.startBehind(folder, port, wired, advertised);
    }

    String address() {
        return "localhost:" + port;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public synchronized void kill() {
        kafka.process().kill();
    }

    @Override
    public synchronized void stop() {
        kafka.close();
    }

    @Override
    public synchronized void start() {
        if (!kafka.process().isAlive()) {
            kafka = KafkaProcess.startBehind(folder, port, wired, advertised);
        }
    }

    @Override
    public synchronized void freeze() {
        if (kafka.process().isAlive()) {
            kafka.process().suspend();
        }
    }

    @Override
    public synchronized void thaw() {
        if (kafka.process().isAlive()) {
            kafka.process().resume();
        }
    }

    @Override
    public synchronized boolean isReady() {
        return kafka.process().isAlive() && Ports.answers(port);
    }
}
