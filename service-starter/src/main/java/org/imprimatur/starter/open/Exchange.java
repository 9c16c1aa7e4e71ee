package org.imprimatur.starter.open;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * A request that is being answered.
 *
 * @param begun by the monotonic clock
 */
record Exchange(Request request, Response response, Callback callback, long begun) {
    Exchange(Request request, Response response, Callback callback) {
        this(request, response, callback, NanoTime.now());
    }
}
