package org.imprimatur.publishing.serving;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.open.OpenServer;

/** Sends visitor addresses of the consent service there, and everything else to the pages. */
final class PublicHandler extends Handler.Sequence {
    private final PageHandler pages;
    private final ConsentDoor consent;

    PublicHandler(PageHandler pages, ConsentDoor consent) {
        super(pages, consent);
        this.pages = pages;
        this.consent = consent;
    }

    /**
     * Neither part ever blocks: pages are in memory, and the proxy only starts what its client carries on. Saying so
     * lets the thread that read a request answer it too, which costs a small page less than waking another.
     */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (OpenServer.isAmbiguous(request)) {
            // Nothing that could be read in two ways is passed on to another service.
            return pages.handle(request, response, callback);
        }
        var address = VisitorAddress.at(Request.getPathInContext(request));
        return address == null
                ? pages.handle(request, response, callback)
                : consent.handle(address, request, response, callback);
    }
}
