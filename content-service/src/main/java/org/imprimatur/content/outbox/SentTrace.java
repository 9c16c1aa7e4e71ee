package org.imprimatur.content.outbox;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Objects;
import org.imprimatur.events.CloudEventHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends an event as a part of the trace that decided it, however much later that is; the Kafka client's own
 * instrumentation then writes the {@code traceparent} header.
 */
@Component
final class SentTrace {
    private final Tracer tracer;
    private final Propagator propagator;

    SentTrace(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Runs the work in a span under that parent, in a new trace if there is none. */
    void continueIn(@Nullable String traceParent, Runnable work) {
        Span span = propagator.extract(traceParent, (parent, name) -> name.equals(CloudEventHeaders.TRACE_PARENT)
                ? Objects.requireNonNullElse(parent, "")
                : "").name("relay event").start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            work.run();
        } finally {
            span.end();
        }
    }
}
