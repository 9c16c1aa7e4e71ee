package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.publishing.page.Page;
import org.imprimatur.starter.open.Audience;
import org.imprimatur.starter.open.CodingChoice;
import org.imprimatur.starter.open.EntityTags;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.Problem;

/** Answers with pages. Everything was prepared at release: a request costs a lookup and a write, and never blocks. */
final class PageHandler extends Handler.Abstract.NonBlocking {
    private static final HttpField ONCE_MENDED = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "60");
    private static final Problem LOST = new Problem("page-lost", "This page can't be shown right now", 503);
    private static final HttpField SOON = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");

    private static final Problem NOT_YET = new Problem("site-loading", "The site is being set up", 503);

    private final CodingChoice codings = new CodingChoice();
    private final PublicPages pages;
    private final Refusals refusals;

    PageHandler(PublicPages pages, Refusals refusals) {
        this.pages = pages;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String method = request.getMethod();
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            response.getHeaders().add(Headers.ALLOW_READING);
            return refusals.refuse(Problem.METHOD_NOT_ALLOWED, "Pages can only be read.", request, response,
                    callback);
        }
        String path = Request.getPathInContext(request);
        // Without the slash a page has no path-like name, and the page for unknown addresses can't be asked for.
        var answer = path.startsWith("/") ? pages.at(path) : null;
        if (answer == null) {
            return unknown(path, request, response, callback);
        }
        var uri = request.getHttpURI();
        if (uri.getQuery() != null || !answer.address().equals(uri.getPath())) {
            // One page, one address: what others have added to it, or spelt in another way, isn't a second one.
            return moved(answer, request, response, callback);
        }
        if (answer.isLost()) {
            response.getHeaders().add(ONCE_MENDED);
            return refusals.refuse(LOST, "It is being restored; all other pages are there.", request, response,
                    callback);
        }
        return send(answer, request.getHeaders(), response, callback);
    }

    private boolean send(Answer answer, HttpFields asked, Response response, Callback callback) {
        var coded = answer.in(codings.of(asked));
        if (answer.status() == 200 && EntityTags.known(asked, coded.tag())) {
            response.setStatus(304);
            response.getHeaders().add(coded.unchanged());
            response.write(true, ByteBuffer.allocate(0), callback);
        } else {
            response.setStatus(answer.status());
            response.getHeaders().add(coded.fields());
            response.write(true, coded.bytes().slice(), callback);
        }
        return true;
    }

    private boolean unknown(String path, Request request, Response response, Callback callback) {
        var list = path.endsWith("/") ? null : pages.at(path + "/");
        if (list != null) {
            // Whoever left the slash out meant the list.
            return moved(list, request, response, callback);
        }
        var answer = pages.at(Page.NOT_FOUND);
        if (answer == null) {
            response.getHeaders().add(SOON);
            return refusals.refuse(NOT_YET, "Try again in a moment.", request, response, callback);
        }
        if (answer.isLost() || Audience.of(request.getHeaders()) == Audience.PROGRAM) {
            response.getHeaders().put(Headers.VARY_BY_READER);
            return refusals.refuse(Problem.NOT_FOUND, "There is no page at this address.", request, response,
                    callback);
        }
        return send(answer, request.getHeaders(), response, callback);
    }

    private boolean moved(Answer answer, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.LOCATION, answer.address());
        return refusals.moved(request, response, callback);
    }
}
