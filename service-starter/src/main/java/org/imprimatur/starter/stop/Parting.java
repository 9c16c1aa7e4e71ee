package org.imprimatur.starter.stop;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

/**
 * Goes around everything that a server answers. Once the service refuses traffic, each answer asks for its connection
 * to be closed (RFC 9112, section 9.6): whoever keeps connections open takes leave of this instance with a whole answer,
 * and not in the middle of the next request.
 */
public final class Parting extends Handler.Wrapper {
    private volatile boolean near;

    public Parting(Handler inner) {
        super(inner);
    }

    /** Hears whether the service is still to be sent requests. */
    public void heed(AvailabilityChangeEvent<?> change) {
        if (change.getState() instanceof ReadinessState state) {
            near = state == ReadinessState.REFUSING_TRAFFIC;
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (near) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        return super.handle(request, response, callback);
    }
}
