package org.imprimatur.starter.open;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Cookies as browsers send them: a semicolon ends each, whatever its value holds (RFC 6265bis, section 5.8.3). The
 * server's own parser reads quotes as well, and with an open one in any program's cookie loses all that come after it.
 */
public final class Cookies {
    private Cookies() {}

    /** The values of the cookies of this name, in the order in which they were sent. */
    public static List<String> of(HttpFields fields, String name) {
        List<String> values = new ArrayList<>(1);
        each(fields, (found, value) -> {
            if (found.equals(name)) {
                values.add(value);
            }
        });
        return values;
    }

    /** Names and values of all cookies, in the order in which they were sent. */
    public static void each(HttpFields fields, BiConsumer<String, String> cookie) {
        for (HttpField field : fields) {
            if (field.getHeader() == HttpHeader.COOKIE && field.getValue() != null) {
                each(field.getValue(), cookie);
            }
        }
    }

    private static void each(String cookies, BiConsumer<String, String> cookie) {
        int begin = 0;
        while (begin < cookies.length()) {
            int semicolon = cookies.indexOf(';', begin);
            int end = semicolon < 0 ? cookies.length() : semicolon;
            int equals = cookies.indexOf('=', begin);
            if (equals >= 0 && equals < end) {
                cookie.accept(cookies.substring(begin, equals).strip(), cookies.substring(equals + 1, end).strip());
            }
            begin = end + 1;
        }
    }
}
