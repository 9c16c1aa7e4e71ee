package org.imprimatur.starter.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerMapping;

/** What {@code q=0} excludes isn't acceptable (RFC 9110, section 12.4.2), which Spring's own comparison doesn't see. */
public final class AcceptCheck {
    private AcceptCheck() {}

    /**
     * Whether whoever accepts this can be given that.
     *
     * @param accept the value of an {@code Accept} header field; what can't be read accepts nothing
     */
    public static boolean takes(String accept, MediaType produced) {
        try {
            return takes(MediaType.parseMediaTypes(accept), produced);
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }

    /** Ends the request with 406 if it excludes whatever its route produces. */
    static void require(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> accepted = accepted(request);
        if (accepted.stream().noneMatch(range -> range.getQualityValue() == 0)) {
            return;
        }
        if (request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Collection<?> produced
                && produced.stream().noneMatch(type -> type instanceof MediaType media && takes(accepted, media))) {
            throw new HttpMediaTypeNotAcceptableException(List.of());
        }
    }

    private static List<MediaType> accepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> ranges = new ArrayList<>();
        try {
            for (var values = request.getHeaders(HttpHeaders.ACCEPT); values.hasMoreElements();) {
                ranges.addAll(MediaType.parseMediaTypes(values.nextElement()));
            }
        } catch (InvalidMediaTypeException malformed) {
            throw new HttpMediaTypeNotAcceptableException("Could not parse 'Accept' header");
        }
        return ranges;
    }

    /** The most specific range decides. */
    private static boolean takes(List<MediaType> accepted, MediaType type) {
        return accepted.stream().filter(range -> range.includes(type))
                .max(Comparator.comparingInt(AcceptCheck::precision))
                .map(range -> range.getQualityValue() > 0).orElse(false);
    }

    private static int precision(MediaType range) {
        int wildcards = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
        return wildcards * 100 + range.getParameters().size();
    }
}
