package org.imprimatur.starter.worker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Sets the watchdog on every worker there is, and shows what it sees as a component of health and as metrics. */
@AutoConfiguration
class WorkerConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean
    Consumers consumers(MeterRegistry meters) {
        return new Consumers(consumer -> measure(consumer, meters));
    }

    @Bean
    Watchdog watchdog(ObjectProvider<Worker> workers, ObjectProvider<WorkerOwner> owners, Consumers consumers,
            @Value("${imprimatur.workers.stalled-after}") Duration limit) {
        return new Watchdog(() -> all(workers, owners, consumers), limit, LOOK);
    }

    @Bean
    WorkersHealth workersHealthIndicator(Watchdog watchdog) {
        return new WorkersHealth(watchdog);
    }

    @Bean
    SmartInitializingSingleton workerMetrics(ObjectProvider<Worker> workers, ObjectProvider<WorkerOwner> owners,
            MeterRegistry meters) {
        return () -> own(workers, owners).forEach(worker -> measure(worker, meters));
    }

    private static List<Watched> all(ObjectProvider<Worker> workers, ObjectProvider<WorkerOwner> owners,
            Consumers consumers) {
        return Stream.concat(own(workers, owners), consumers.known().stream()).toList();
    }

    private static Stream<Watched> own(ObjectProvider<Worker> workers, ObjectProvider<WorkerOwner> owners) {
        return Stream.concat(workers.stream(), owners.stream().flatMap(owner -> owner.workers().stream()));
    }

    private static void measure(Watched worker, MeterRegistry meters) {
        Gauge.builder("imprimatur.worker.overdue", worker, one -> one.overdue().toMillis() / 1000.0)
                .baseUnit("seconds").tag("worker", worker.name()).strongReference(true)
                .description("How long it has been in one step, in failures, late or ended").register(meters);
        FunctionCounter.builder("imprimatur.worker.errors", worker, Watched::errors).tag("worker", worker.name())
                .description("How often it was ended by an error").register(meters);
    }
}
