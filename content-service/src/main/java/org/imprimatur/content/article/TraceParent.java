package org.imprimatur.content.article;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The trace of the request under way, as W3C Trace Context writes it, so that an event sent later belongs to it. */
@Component
final class TraceParent {
    private final Tracer tracer;

    TraceParent(Tracer tracer) {
        this.tracer = tracer;
    }

    @Nullable
    String current() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        TraceContext context = span.context();
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + flags;
    }
}
