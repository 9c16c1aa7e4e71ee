package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
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
import org.imprimatur.starter.open.Complaints;
import org.imprimatur.starter.open.EntityTags;
import org.imprimatur.starter.open.OpenServer;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Answers with pages. A request for what is at hand costs a lookup and a write, and never blocks; bytes that aren't are
 * fetched by another thread, and then the answer goes out.
 */
final class PageHandler extends Handler.Abstract.NonBlocking {
    private static final HttpField ONCE_MENDED = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "60");
    private static final Problem LOST = new Problem("page-lost", "This page can't be shown right now", 503);
    private static final HttpField SOON = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");
    private static final HttpField WHEN_BACK = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "5");

    private static final Problem NOT_YET = new Problem("site-loading", "The site is being set up", 503);
    private static final Problem AWAY = new Problem("page-unavailable", "This page can't be fetched right now", 503);

    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(PageHandler.class));
    private final CodingChoice codings = new CodingChoice();
    private final PublicPages pages;
    private final PageCache cache;
    private final Headers headers;
    private final Refusals refusals;

    PageHandler(PublicPages pages, PageCache cache, Headers headers, Refusals refusals) {
        this.pages = pages;
        this.cache = cache;
        this.headers = headers;
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
        var shown = pages.shown();
        String path = Request.getPathInContext(request);
        var uri = request.getHttpURI();
        boolean ambiguous = OpenServer.isAmbiguous(request);
        // Without the slash a page has no path-like name, and the page for unknown addresses can't be asked for.
        var answer = !ambiguous && path.startsWith("/") ? shown.at(path) : null;
        if (answer == null || !answer.address().equals(uri.getPath())) {
            // One page, one address: what is spelt in another way isn't a second one.
            var meant = Spelling.meant(shown, uri.getPath());
            return meant == null
                    ? unknown(shown, ambiguous, request, response, callback)
                    : moved(meant, uri.getQuery(), request, response, callback);
        }
        if (uri.getQuery() != null) {
            // Nor is what others have added to it.
            return moved(answer, answer.page().location() == null ? null : uri.getQuery(), request, response, callback);
        }
        return send(answer, request, response, callback);
    }

    private boolean send(Answer answer, Request request, Response response, Callback callback) {
        var asked = request.getHeaders();
        var coding = codings.of(asked);
        String target = answer.page().location();
        if (target != null) {
            response.setStatus(answer.status());
            response.getHeaders().add(headers.moved(target));
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
        }
        if (answer.status() == 200 && asked.contains(HttpHeader.IF_NONE_MATCH)
                && EntityTags.known(asked, answer.tag(coding))) {
            response.setStatus(304);
            response.getHeaders().add(headers.unchanged(answer, coding));
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
        }
        var ready = cache.atHand(answer, coding);
        if (ready != null) {
            return write(answer, ready, response, callback);
        }
        var _ = cache.load(answer, coding).whenComplete((loaded, failure) -> {
            try {
                fetched(answer, loaded, failure, request, response, callback);
            } catch (RuntimeException | Error unexpected) {
                Response.writeError(request, response, callback, unexpected);
            }
        });
        return true;
    }

    private void fetched(Answer answer, PageCache.@Nullable Ready loaded, @Nullable Throwable failure,
            Request request, Response response, Callback callback) {
        if (loaded != null) {
            write(answer, loaded, response, callback);
        } else if (answer.status() == 404) {
            unknown(request, response, callback);
        } else if (failure != null && !(failure.getCause() instanceof PageCache.Lost)) {
            complaints.say("A page's bytes can't be fetched", failure);
            response.getHeaders().add(WHEN_BACK);
            refusals.refuse(AWAY, "Try again in a moment.", request, response, callback);
        } else {
            response.getHeaders().add(ONCE_MENDED);
            refusals.refuse(LOST, "It is being restored; all other pages are there.", request, response, callback);
        }
    }

    private static boolean write(Answer answer, PageCache.Ready ready, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().add(ready.fields());
        response.write(true, ready.bytes().slice(), callback);
        return true;
    }

    private boolean unknown(Shown shown, boolean ambiguous, Request request, Response response, Callback callback) {
        if (ambiguous) {
            return refusals.refuse(Problem.BAD_REQUEST, Problem.BAD_REQUEST.title() + ".", request, response, callback);
        }
        var answer = shown.at(Page.NOT_FOUND);
        if (answer == null) {
            response.getHeaders().add(SOON);
            return refusals.refuse(NOT_YET, "Try again in a moment.", request, response, callback);
        }
        return Audience.of(request.getHeaders()) == Audience.PROGRAM
                ? unknown(request, response, callback)
                : send(answer, request, response, callback);
    }

    private boolean unknown(Request request, Response response, Callback callback) {
        response.getHeaders().put(Headers.VARY_BY_READER);
        return refusals.refuse(Problem.NOT_FOUND, "There is no page at this address.", request, response, callback);
    }

    /** Straight to where the page is now; a hop less where it has moved as well. */
    private boolean moved(Answer answer, @Nullable String query, Request request, Response response,
            Callback callback) {
        String target = answer.page().location();
        response.getHeaders().put(HttpHeader.LOCATION,
                Spelling.withQuery(target == null ? answer.address() : target, query));
        return refusals.moved(request, response, callback);
    }
}
