package org.imprimatur.starter.body;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps long values away from whatever parses header fields: some libraries take the square or the cube of the length
 * in time. What a field may hold in earnest fits many times over. A longer one is refused with 400, but for fields that
 * only say what somebody would like: those count as absent. Values of repeated fields count together.
 */
public final class FieldLimits extends Handler.Wrapper {
    /** Attribute of a request: the sentence that an error document should hold. */
    public static final String DETAIL = FieldLimits.class.getName() + ".detail";

    private static final Map<HttpHeader, Integer> WISHES = Map.of(HttpHeader.ACCEPT_LANGUAGE, 500);
    private static final int TRACE = 1_000;

    private static final Map<HttpHeader, Integer> LIMITS = Map.ofEntries(Map.entry(HttpHeader.ACCEPT, 1_000),
            Map.entry(HttpHeader.ACCEPT_CHARSET, 500), Map.entry(HttpHeader.ACCEPT_ENCODING, 500),
            Map.entry(HttpHeader.ACCEPT_RANGES, 500), Map.entry(HttpHeader.AUTHORIZATION, 8_000),
            Map.entry(HttpHeader.CONTENT_TYPE, 500), Map.entry(HttpHeader.CONTENT_ENCODING, 500),
            Map.entry(HttpHeader.CONTENT_RANGE, 500), Map.entry(HttpHeader.EXPECT, 100),
            Map.entry(HttpHeader.FORWARDED, 2_000), Map.entry(HttpHeader.X_FORWARDED_FOR, 2_000),
            Map.entry(HttpHeader.IF_MATCH, 2_000), Map.entry(HttpHeader.IF_NONE_MATCH, 2_000),
            Map.entry(HttpHeader.IF_MODIFIED_SINCE, 100), Map.entry(HttpHeader.IF_UNMODIFIED_SINCE, 100),
            Map.entry(HttpHeader.IF_RANGE, 500), Map.entry(HttpHeader.RANGE, 500),
            Map.entry(HttpHeader.COOKIE, 32_000));

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Map<String, Integer> lengths = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        boolean tooLongToHear = false;
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            int length = lengths.merge(field.getName(), value == null ? 0 : value.length(), Integer::sum);
            HttpHeader known = field.getHeader();
            if (known != null && length > LIMITS.getOrDefault(known, Integer.MAX_VALUE)) {
                request.setAttribute(DETAIL, "The field " + known.asString() + " is longer than the "
                        + LIMITS.get(known) + " characters taken here.");
                Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
                return true;
            }
            tooLongToHear |= length > wish(field);
        }
        return super.handle(tooLongToHear ? without(request, lengths) : request, response, callback);
    }

    /** How long a field may be that is dropped where it is longer. */
    private static int wish(HttpField field) {
        if (field.getHeader() != null) {
            return WISHES.getOrDefault(field.getHeader(), Integer.MAX_VALUE);
        }
        return switch (field.getLowerCaseName()) {
            case "traceparent", "tracestate", "baggage", "b3" -> TRACE;
            default -> Integer.MAX_VALUE;
        };
    }

    private static Request without(Request request, Map<String, Integer> lengths) {
        HttpFields.Mutable heard = HttpFields.build();
        for (HttpField field : request.getHeaders()) {
            if (lengths.getOrDefault(field.getName(), 0) <= wish(field)) {
                heard.add(field);
            }
        }
        HttpFields fields = heard.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return fields;
            }
        };
    }
}
