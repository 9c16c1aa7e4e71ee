package org.imprimatur.starter.open;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;

/**
 * Which coding a reader wants (RFC 9110, section 12.5.3): the most wanted, the closest-packed among equals, and plain
 * bytes to those who want nothing we have, since a page they can read beats a 406.
 */
public final class CodingChoice {
    /** Browsers send some thirty characters. Whatever is longer isn't read: plain bytes are right for everybody. */
    private static final int LONGEST = 512;
    private static final int REMEMBERED = 256;
    private static final double UNSPECIFIED = -1;

    /** Browsers send a handful of lists, over and over; the server's parser builds a dozen objects for each. */
    private final LoadingCache<String, Coding> choices = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .build(CodingChoice::read);

    /** What whoever sent these fields wants. */
    public Coding of(HttpFields asked) {
        // Nearly always one field; several count as one list (RFC 9110, section 5.3).
        String list = null;
        for (HttpField field : asked) {
            String value = field.getHeader() == HttpHeader.ACCEPT_ENCODING ? field.getValue() : null;
            if (value != null) {
                if (value.length() > LONGEST || (list != null && list.length() > LONGEST)) {
                    return Coding.IDENTITY;
                }
                list = list == null ? value : list + "," + value;
            }
        }
        return of(list);
    }

    /** What the value of {@code Accept-Encoding} asks for; plain bytes where the field isn't there. */
    public Coding of(@Nullable String list) {
        return list == null || list.length() > LONGEST ? Coding.IDENTITY : choices.get(list);
    }

    private static Coding read(String list) {
        double brotli = UNSPECIFIED;
        double gzip = UNSPECIFIED;
        double identity = UNSPECIFIED;
        double others = UNSPECIFIED;
        for (var coding : weighted(list)) {
            double weight = weight(coding.getWeight());
            switch (coding.getValue()) {
                case "br" -> brotli = weight;
                case "gzip", "x-gzip" -> gzip = weight;
                case "identity" -> identity = weight;
                case "*" -> others = weight;
                default -> {
                    // A coding that pages don't come in.
                }
            }
        }
        brotli = brotli == UNSPECIFIED ? others : brotli;
        gzip = gzip == UNSPECIFIED ? others : gzip;
        if (brotli > 0 && brotli >= gzip && brotli >= identity) {
            return Coding.BROTLI;
        }
        return gzip > 0 && gzip >= identity ? Coding.GZIP : Coding.IDENTITY;
    }

    private static List<QuotedQualityCSV.QualityValue> weighted(String list) {
        var values = new QuotedQualityCSV();
        try {
            // Nothing in the list depends on case (RFC 9110, sections 8.4.1 and 12.4.2); the parser's "q" does.
            values.addValue(list.toLowerCase(Locale.ROOT));
        } catch (RuntimeException unreadable) {
            return List.of();
        }
        return values.getQualityValues();
    }

    /** What is no weight counts as if the coding weren't wanted. */
    private static double weight(double given) {
        return given >= 0 && given <= 1 ? given : 0;
    }
}
