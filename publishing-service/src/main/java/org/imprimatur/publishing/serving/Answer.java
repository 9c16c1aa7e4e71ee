package org.imprimatur.publishing.serving;

import org.imprimatur.publishing.release.PublicSite;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.imprimatur.publishing.page.Paths;
import org.imprimatur.starter.open.Coding;
import org.jspecify.annotations.Nullable;

/**
 * A page ready to go out: for each coding its header fields and its bytes, outside the heap where sockets read. Of a page
 * whose bytes are lost only the path is known.
 */
final class Answer {
    private static final int LOST = 503;

    /** One coding of the page. */
    record Coded(HttpFields fields, HttpFields unchanged, String tag, ByteBuffer bytes) {}

    private final String path;
    private final String address;
    private final int status;
    private final Map<Coding, Coded> codings = new EnumMap<>(Coding.class);

    Answer(PublicSite.Page page, Headers headers) {
        path = page.path();
        address = Paths.encoded(path);
        var stored = page.bytes();
        if (stored == null) {
            status = LOST;
            return;
        }
        status = page.status();
        for (var coding : Coding.values()) {
            byte[] bytes = switch (coding) {
                case IDENTITY -> stored.identity();
                case GZIP -> stored.gzip();
                case BROTLI -> stored.brotli();
            };
            // The hash is written "sha256:<hex>"; the tag is the hex alone.
            String tag = '"' + stored.hash().substring(stored.hash().indexOf(':') + 1) + coding.suffix() + '"';
            codings.put(coding, coded(page, stored.contentType(), headers, coding, tag, bytes));
        }
    }

    String path() {
        return path;
    }

    /** The path as it stands in links; in any other spelling it is another address. */
    String address() {
        return address;
    }

    int status() {
        return status;
    }

    /** Tells whether an edition holds this page and its bytes are nowhere to be had; then it comes in no coding. */
    boolean isLost() {
        return status == LOST;
    }

    Coded in(Coding coding) {
        return Objects.requireNonNull(codings.get(coding));
    }

    private static Coded coded(PublicSite.Page page, String contentType, Headers headers, Coding coding, String tag,
            byte[] bytes) {
        var unchanged = HttpFields.build();
        unchanged.add(new PreEncodedHttpField(HttpHeader.ETAG, tag));
        unchanged.add(page.path().startsWith("/assets/") ? Headers.FOR_GOOD : Headers.REVALIDATE);
        unchanged.add(page.status() == 404 ? Headers.VARY_BY_READER : Headers.VARY);
        headers.security().forEach(unchanged::add);
        var fields = HttpFields.build(unchanged);
        fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, contentType));
        addIfPresent(fields, coding == Coding.IDENTITY ? null : coding.token(), HttpHeader.CONTENT_ENCODING);
        addIfPresent(fields, page.location(), HttpHeader.LOCATION);
        fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, bytes.length));
        var outside = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
        return new Coded(fields.asImmutable(), unchanged.asImmutable(), tag, outside);
    }

    private static void addIfPresent(HttpFields.Mutable fields, @Nullable String value, HttpHeader header) {
        if (value != null) {
            HttpField field = new PreEncodedHttpField(header, value);
            fields.add(field);
        }
    }
}
