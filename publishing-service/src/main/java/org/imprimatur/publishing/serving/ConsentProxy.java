package org.imprimatur.publishing.serving;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.imprimatur.starter.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the consent service's visitor addresses first-party. It forwards those by name, and nothing else: what the
 * consent service offers to staff does not exist at the public port. Visitors' network addresses are not passed on.
 */
final class ConsentProxy extends ProxyHandler.Reverse {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentProxy.class);
    private static final Duration COMPLAINT_PAUSE = Duration.ofSeconds(30);
    private static final String PREFIX = "/consent";
    private static final String PRIVACY_CONTROL = "/.well-known/gpc.json";
    private static final Pattern VISITOR_ADDRESS = Pattern.compile("/banner\\.js|/choices|/api/v1/notice"
            + "|/api/v1/notices/[A-Za-z0-9:%._-]+|/api/v1/choices|/api/v1/choices/mine"
            + "|/api/v1/records/[A-Za-z0-9-]+/receipt|/\\.well-known/gpc\\.json|/log/[A-Za-z0-9./-]+");
    /** What a visitor could claim about the way here, and a token that has no business at these addresses. */
    private static final Set<String> NOT_PASSED_ON = Set.of("forwarded", "via", "authorization", "x-real-ip");
    private static final Problem AWAY = new Problem("consent-unavailable",
            "Cookie settings are not available right now", 503);

    private final AtomicLong nextComplaint = new AtomicLong(System.nanoTime());
    private final URI site;
    private final Duration limit;
    private final Refusals refusals;

    ConsentProxy(URI target, URI site, Duration limit, Refusals refusals) {
        super(request -> HttpURI.build(target.resolve(inside(path(request))).toString())
                .query(request.getHttpURI().getQuery()));
        this.site = site;
        this.limit = limit;
        this.refusals = refusals;
    }

    /** Tells whether the request is for a visitor address. */
    static boolean covers(Request request) {
        String path = path(request);
        return path.equals(PRIVACY_CONTROL)
                || (path.startsWith(PREFIX + "/") && VISITOR_ADDRESS.matcher(inside(path)).matches());
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setConnectTimeout(1_000);
        client.setIdleTimeout(limit.toMillis());
        client.setMaxConnectionsPerDestination(256);
        client.setUserAgentField(null);
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI target) {
        return super.newProxyToServerRequest(request, target).timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
        forwarded.headers(headers -> {
            headers.stream().map(HttpField::getLowerCaseName)
                    .filter(name -> NOT_PASSED_ON.contains(name) || name.startsWith("x-forwarded-")).distinct().toList()
                    .forEach(headers::remove);
            headers.put("X-Forwarded-Host", site.getAuthority());
            headers.put("X-Forwarded-Proto", site.getScheme());
            headers.put("X-Forwarded-Prefix", PREFIX);
        });
    }

    @Override
    protected @Nullable HttpField filterServerToProxyResponseField(HttpField field) {
        return field.getHeader() == HttpHeader.SERVER ? null : super.filterServerToProxyResponseField(field);
    }

    @Override
    protected void onServerToProxyResponseFailure(Request request, org.eclipse.jetty.client.Request forwarded,
            org.eclipse.jetty.client.Response answer, Response response, Callback callback, Throwable failure) {
        complain(failure);
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        refusals.refuse(AWAY, "No choice was recorded. Try again in a moment.", response, callback);
    }

    /** Every page asks for the banner; an outage is one line now and then, not one for each reader. */
    private void complain(Throwable failure) {
        long now = System.nanoTime();
        long next = nextComplaint.get();
        if (now - next >= 0 && nextComplaint.compareAndSet(next, now + COMPLAINT_PAUSE.toNanos())) {
            LOG.warn("The consent service doesn't answer: {}", failure.toString().lines().findFirst().orElse(""));
        }
    }

    private static String path(Request request) {
        return Request.getPathInContext(request);
    }

    private static String inside(String path) {
        return path.equals(PRIVACY_CONTROL) ? path : path.substring(PREFIX.length());
    }
}
