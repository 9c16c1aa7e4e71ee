package org.imprimatur.publishing.serving;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.starter.open.Coding;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Header fields that every answer, or every answer of a kind, carries; encoded once. */
final class Headers {
    static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");
    /** For the page that stands in for pages there aren't: programs get a document in its place. */
    static final HttpField VARY_BY_READER = new PreEncodedHttpField(HttpHeader.VARY, "Accept, Accept-Encoding");
    static final HttpField REVALIDATE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL,
            "public, max-age=0, must-revalidate");
    static final HttpField FOR_GOOD = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL,
            "public, max-age=31536000, immutable");
    static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    static final HttpField ALLOW_READING = new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD");
    static final HttpField PROBLEM = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/problem+json");
    static final HttpField HTML = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");

    private static final HttpField BROTLI = new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING,
            Coding.BROTLI.token());
    private static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, Coding.GZIP.token());

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private final List<HttpField> security;
    private final HttpField speculation;
    /** RFC 7725, section 4. */
    private final HttpField blockedBy;
    private final Map<String, HttpField> contentTypes = new ConcurrentHashMap<>();

    /**
     * @param secure whether readers come over TLS, so that they can be told to keep to it
     * @param blockedBy who keeps back what may not be shown
     * @param speculation the path of the rules that say what a browser may fetch ahead of its reader
     */
    Headers(boolean secure, URI blockedBy, String speculation) {
        this.blockedBy = new PreEncodedHttpField(HttpHeader.LINK,
                "<" + blockedBy.toASCIIString() + ">; rel=\"blocked-by\"");
        this.speculation = new PreEncodedHttpField("Speculation-Rules", '"' + speculation + '"');
        var fields = new ArrayList<HttpField>(List.of(
                new PreEncodedHttpField("Content-Security-Policy", POLICY),
                new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
                new PreEncodedHttpField("Referrer-Policy", "strict-origin-when-cross-origin"),
                new PreEncodedHttpField("Permissions-Policy",
                        "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
                new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin")));
        if (secure) {
            fields.add(new PreEncodedHttpField(HttpHeader.STRICT_TRANSPORT_SECURITY,
                    "max-age=31536000; includeSubDomains"));
        }
        security = List.copyOf(fields);
    }

    /** The fields of a page in that coding. */
    HttpFields of(Answer page, Coding coding, int length) {
        var fields = HttpFields.build(unchanged(page, coding));
        fields.add(contentTypes.computeIfAbsent(page.contentType(),
                type -> new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type)));
        if (coding != Coding.IDENTITY) {
            fields.add(coding == Coding.BROTLI ? BROTLI : GZIP);
        }
        if (page.contentType().startsWith("text/html")) {
            fields.add(speculation);
        }
        fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, length));
        return fields.asImmutable();
    }

    /** The fields of an answer that says no more than that the reader has the page (RFC 9110, section 15.4.5). */
    HttpFields unchanged(Answer page, Coding coding) {
        var fields = HttpFields.build();
        fields.add(new PreEncodedHttpField(HttpHeader.ETAG, page.tag(coding)));
        fields.add(page.isAsset() ? FOR_GOOD : REVALIDATE);
        fields.add(page.status() == 404 ? VARY_BY_READER : VARY);
        if (page.status() == 451) {
            fields.add(blockedBy);
        }
        security.forEach(fields::add);
        return fields.asImmutable();
    }

    /** The fields of an answer that leads to another address. */
    HttpFields moved(String location) {
        var fields = HttpFields.build();
        fields.add(new HttpField(HttpHeader.LOCATION, location));
        fields.add(REVALIDATE);
        security.forEach(fields::add);
        fields.add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, 0));
        return fields.asImmutable();
    }

    /** What protects readers, on whatever is answered. */
    List<HttpField> security() {
        return security;
    }
}
