package org.imprimatur.starter.routing;

import java.util.regex.Pattern;

/**
 * A whole number in an address: decimal digits, with a minus if need be, and nothing else. Java's own reading takes
 * hexadecimal, octal, a plus and spaces as well, so that {@code limit=010} would be eight.
 */
final class WholeNumber {
    private static final Pattern FORM = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private WholeNumber() {}

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static boolean is(Class<?> type) {
        return type == int.class || type == long.class || type == Integer.class || type == Long.class;
    }
}
