package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.imprimatur.starter.open.Cookies;
import org.jspecify.annotations.Nullable;

/**
 * As much of a visitor's request as the consent service gets to see: the body, and those fields that it reads, each once
 * and none longer than it has reason to be. No field names who the visitor is or where the visitor comes from, but for
 * the page of this very site whose link led to the settings, so that they can lead back to it.
 */
final class ForwardedRequest extends Request.Wrapper {
    private static final int LONG = 1_024;
    private static final int SHORT = 256;
    private static final Map<String, Integer> LONGEST = Map.ofEntries(Map.entry("host", SHORT),
            Map.entry("accept", LONG), Map.entry("accept-encoding", SHORT), Map.entry("accept-language", SHORT),
            Map.entry("content-encoding", LONG), Map.entry("content-type", SHORT), Map.entry("if-none-match", LONG),
            Map.entry("origin", LONG), Map.entry("sec-fetch-site", SHORT), Map.entry("sec-gpc", SHORT));
    private static final String SETTINGS = "/consent/choices";
    /** Other programs may set cookies for the site as well; they are none of the consent service's business. */
    private static final Pattern OURS = Pattern.compile("(__Host-)?imprimatur_[a-z]{1,32}");
    /** RFC 6265, section 4.1.1, as far as any cookie of ours goes. */
    private static final Pattern VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]{0,512}");
    private static final int MOST_COOKIES = 2_048;

    private final HttpFields fields;
    private final byte[] body;
    private boolean read;

    /** @param body may be empty */
    ForwardedRequest(Request request, byte[] body) {
        super(request);
        this.body = body;
        this.fields = passedOn(request);
    }

    @Override
    public HttpFields getHeaders() {
        return fields;
    }

    @Override
    public long getLength() {
        return body.length;
    }

    @Override
    public Content.Chunk read() {
        if (read) {
            return Content.Chunk.EOF;
        }
        read = true;
        return Content.Chunk.from(ByteBuffer.wrap(body), true);
    }

    @Override
    public void demand(Runnable demandCallback) {
        demandCallback.run();
    }

    private static HttpFields passedOn(Request request) {
        var passed = HttpFields.build();
        for (HttpField field : request.getHeaders()) {
            String name = field.getLowerCaseName();
            Integer longest = LONGEST.get(name);
            if (longest != null && field.getValue().length() <= longest && !passed.contains(name)) {
                passed.add(field);
            }
        }
        HttpField page = request.getHeaders().getField(HttpHeader.REFERER);
        if (page != null && SETTINGS.equals(request.getHttpURI().getPath()) && page.getValue().length() <= LONG
                && isOfHost(page.getValue(), request.getHeaders().get(HttpHeader.HOST))) {
            passed.add(page);
        }
        String cookies = cookies(request);
        if (cookies != null) {
            passed.add(HttpHeader.COOKIE, cookies);
        }
        return passed.asImmutable();
    }

    private static boolean isOfHost(String address, @Nullable String host) {
        return host != null
                && (address.startsWith("https://" + host + "/") || address.startsWith("http://" + host + "/"));
    }

    private static @Nullable String cookies(Request request) {
        var passed = new StringJoiner("; ").setEmptyValue("");
        Cookies.each(request.getHeaders(), (name, value) -> {
            if (OURS.matcher(name).matches() && VALUE.matcher(value).matches()
                    && passed.length() + value.length() <= MOST_COOKIES) {
                passed.add(name + "=" + value);
            }
        });
        return passed.length() == 0 ? null : passed.toString();
    }
}
