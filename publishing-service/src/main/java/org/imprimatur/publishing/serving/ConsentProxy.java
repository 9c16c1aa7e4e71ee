package org.imprimatur.publishing.serving;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.imprimatur.starter.open.Complaints;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.sender.Senders;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Carries visitors' requests to the consent service and its answers back. Nobody's network address goes with them. */
final class ConsentProxy extends ProxyHandler.Reverse {
    private static final String SENT = ConsentProxy.class.getName() + ".sent";
    /** All others are the site's to set: what protects visitors above all. */
    private static final Set<String> ANSWERED = Set.of("allow", "cache-control", "content-disposition",
            "content-encoding",
            "content-language", "content-length", "content-security-policy", "content-type", "etag", "location",
            "retry-after", "set-cookie", "vary");
    private static final Problem AWAY = new Problem("consent-unavailable",
            "Cookie settings are not available right now", 503);
    private static final Problem UNCERTAIN = new Problem("outcome-unknown",
            "It is not known whether this was recorded", 503);

    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(ConsentProxy.class));
    private final URI site;
    private final Duration limit;
    private final int atOnce;
    private final Refusals refusals;
    private final Senders senders;

    /** @param atOnce how many requests it is given at once */
    ConsentProxy(URI target, URI site, Duration limit, int atOnce, Refusals refusals, Senders senders) {
        super(request -> HttpURI.build().scheme(target.getScheme()).host(target.getHost()).port(target.getPort())
                .path(VisitorAddress.inside(Request.getPathInContext(request)))
                .query(request.getHttpURI().getQuery()));
        this.site = site;
        this.limit = limit;
        this.atOnce = atOnce;
        this.refusals = refusals;
        this.senders = senders;
    }

    /** A client that keeps nobody's cookies, and doesn't take them apart either. */
    @Override
    @SuppressWarnings("try") // of the client's own close()
    protected HttpClient newHttpClient() {
        var transport = new HttpClientTransportOverHTTP();
        // Nothing here waits: an answer goes on by the thread that read it, with no hand-over to another one.
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        return new HttpClient(transport) {
            @Override
            public void putCookie(URI from, HttpField field) {}
        };
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setConnectTimeout(1_000);
        client.setIdleTimeout(limit.toMillis());
        client.setMaxConnectionsPerDestination(atOnce);
        client.setMaxRequestsQueuedPerDestination(atOnce);
        client.setUserAgentField(null);
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI target) {
        return super.newProxyToServerRequest(request, target).timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .onRequestBegin(sent -> sent.attribute(SENT, true));
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
        forwarded.headers(headers -> headers.put("X-Forwarded-Host", site.getAuthority())
                .put("X-Forwarded-Proto", site.getScheme())
                .put("X-Forwarded-Prefix", "/consent"));
        if (HttpMethod.POST.is(request.getMethod())) {
            String sender = sender(request.getConnectionMetaData().getRemoteSocketAddress());
            if (sender != null) {
                forwarded.headers(headers -> headers.put(Senders.FIELD, sender));
            }
        }
    }

    /** What the consent service counts a visitor's choices by; this machine has no name, its proxy's does as well. */
    @Nullable
    String sender(SocketAddress from) {
        return from instanceof InetSocketAddress address && !address.getAddress().isLoopbackAddress()
                ? senders.nameOf(address.getAddress())
                : null;
    }

    @Override
    protected @Nullable HttpField filterServerToProxyResponseField(HttpField field) {
        return ANSWERED.contains(field.getLowerCaseName()) ? field : null;
    }

    @Override
    protected void onServerToProxyResponseFailure(Request request, org.eclipse.jetty.client.Request forwarded,
            org.eclipse.jetty.client.Response answer, Response response, Callback callback, Throwable failure) {
        complaints.say("The consent service doesn't answer", failure);
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        if (!HttpMethod.POST.is(request.getMethod())) {
            refusals.say(AWAY, "Try again in a moment.", request, response, callback);
        } else if (forwarded.getAttributes().containsKey(SENT)) {
            refusals.say(UNCERTAIN, "Send it again: sent twice, it is recorded once.", request,
                    response, callback);
        } else {
            refusals.say(AWAY, "Nothing was recorded. Try again in a moment.", request, response, callback);
        }
    }
}
