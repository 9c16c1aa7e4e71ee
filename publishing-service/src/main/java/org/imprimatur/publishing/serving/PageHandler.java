package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import org.imprimatur.starter.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Answers with pages. Everything was prepared at release: a request costs a lookup and a write, and never blocks. */
final class PageHandler extends Handler.Abstract.NonBlocking {
    private static final HttpField ONCE_MENDED = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "60");
    private static final Problem LOST = new Problem("page-lost", "This page can't be shown right now", 503);
    private static final HttpField SOON = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");

    private final PublicPages pages;
    private final Headers headers;
    private final Refusals refusals;

    PageHandler(PublicPages pages, Headers headers, Refusals refusals) {
        this.pages = pages;
        this.headers = headers;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String method = request.getMethod();
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            response.getHeaders().add(Headers.ALLOW_READING);
            return refusals.refuse(Problem.METHOD_NOT_ALLOWED, "Pages can only be read.", response, callback);
        }
        String path = Request.getPathInContext(request);
        // Without the slash a page has no path-like name, and the page for unknown addresses can't be asked for.
        var answer = path.startsWith("/") ? pages.at(path) : null;
        if (answer == null) {
            return unknown(path, request, response, callback);
        }
        if (answer.isLost()) {
            response.getHeaders().add(ONCE_MENDED);
            return refusals.refuse(LOST, "It is being restored; all other pages are there.", response, callback);
        }
        return send(answer, request.getHeaders(), response, callback);
    }

    private boolean send(Answer answer, HttpFields asked, Response response, Callback callback) {
        var coded = answer.in(Coding.wanted(acceptEncoding(asked)));
        String known = answer.status() == 200 ? asked.get(HttpHeader.IF_NONE_MATCH) : null;
        if (known != null && asksFor(asked, known, coded.tag())) {
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
        if (!path.endsWith("/") && pages.at(path + "/") != null) {
            // Whoever left the slash out meant the list.
            response.getHeaders().add(HttpHeader.LOCATION, request.getHttpURI().getPath() + "/");
            return say(301, "The list is at the address with a slash at its end.\n", response, callback);
        }
        var answer = pages.at(Page.NOT_FOUND);
        if (answer != null && answer.isLost()) {
            return refusals.refuse(Problem.NOT_FOUND, "There is no page at this address.", response, callback);
        }
        if (answer == null) {
            response.getHeaders().add(SOON);
            return say(503, "The site is being set up. Try again in a moment.\n", response, callback);
        }
        return send(answer, request.getHeaders(), response, callback);
    }

    private boolean say(int status, String text, Response response, Callback callback) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        headers.security().forEach(response.getHeaders()::add);
        response.getHeaders().add(Headers.NO_STORE).add(Headers.PLAIN_TEXT).put(HttpHeader.CONTENT_LENGTH,
                bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }

    private static @Nullable String acceptEncoding(HttpFields asked) {
        // Nearly always one field; several count as one list (RFC 9110, section 5.3).
        String list = null;
        for (var field : asked) {
            if (field.getHeader() == HttpHeader.ACCEPT_ENCODING) {
                list = list == null ? field.getValue() : list + "," + field.getValue();
            }
        }
        return list;
    }

    private static boolean asksFor(HttpFields asked, String first, String tag) {
        return EntityTags.names(first, tag)
                || asked.getValuesList(HttpHeader.IF_NONE_MATCH).stream().skip(1)
                        .anyMatch(list -> EntityTags.names(list, tag));
    }
}
