package org.imprimatur.publishing.serving;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.publishing.search.SearchPages;
import org.imprimatur.starter.open.OpenServer;

/** Sends visitor addresses of the consent service there, searches to the search, and everything else to the pages. */
final class PublicHandler extends Handler.Sequence {
    private final PageHandler pages;
    private final ConsentDoor consent;
    private final Handler search;

    PublicHandler(PageHandler pages, ConsentDoor consent, Handler search) {
        super(pages, consent, search);
        this.pages = pages;
        this.consent = consent;
        this.search = search;
    }

    /**
     * No part ever blocks: pages are in memory, the proxy only starts what its client carries on, and searches have
     * threads of their own. Saying so lets the thread that read a request answer it too, which costs a small page less than waking another.
     */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (OpenServer.isAmbiguous(request)) {
            // Nothing that could be read in two ways is passed on to another service.
            return pages.handle(request, response, callback);
        }
        String path = Request.getPathInContext(request);
        if (path.equals(SearchPages.PATH)) {
            return search.handle(request, response, callback);
        }
        var address = VisitorAddress.at(path);
        return address == null
                ? pages.handle(request, response, callback)
                : consent.handle(address, request, response, callback);
    }
}
