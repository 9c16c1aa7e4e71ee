package org.imprimatur.starter.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace over the gaps that no instrumentation sees: a decision is stored now and acted on by another thread,
 * perhaps of another process, perhaps days later. The decision keeps its trace's parent with it, as W3C Trace Context
 * writes it ({@code traceparent}), and whoever acts on it takes the trace up there.
 */
public final class Traces {
    private static final String TRACE_PARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    /** Continues traces with that tracer, reading parents as that propagator does. */
    public Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The trace under way, to be kept with what is decided in it; null if there is none. */
    public @Nullable String current() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        TraceContext context = span.context();
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + flags;
    }

    /**
     * Runs the work in a span under that parent; in a new trace if there is none, or it can't be read. What the work
     * sends to Kafka then carries the header, since the client's own instrumentation writes it.
     */
    public void continueIn(@Nullable String traceParent, String name, Runnable work) {
        Span span = propagator.extract(traceParent, Traces::field).name(name).start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            work.run();
        } finally {
            span.end();
        }
    }

    private static String field(@Nullable String traceParent, String name) {
        return traceParent != null && name.equals(TRACE_PARENT) ? traceParent : "";
    }
}
