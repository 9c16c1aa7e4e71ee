package org.imprimatur.tlog.json;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A double as ECMAScript's Number.prototype.toString writes it, which RFC 8785 §3.2.2.3 makes the canonical form. */
final class EcmaNumber {

    /** ECMA-262 §6.1.6.1.20: plain notation up to 21 digits before the point and 6 zeros after it. */
    private static final int MOST_INTEGER_DIGITS = 21;
    private static final int MOST_LEADING_ZEROS = 6;

    private EcmaNumber() {}

    /** The shortest decimal that reads back as the same double; refuses NaN and infinities, which JSON has not. */
    static String format(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        if (number == 0) {
            return "0"; // minus zero too
        }
        BigDecimal shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String sign = number < 0 ? "-" : "";
        return sign + place(digits, point);
    }

    private static String place(String digits, int point) {
        int count = digits.length();
        if (point > MOST_INTEGER_DIGITS || point <= -MOST_LEADING_ZEROS) {
            int exponent = point - 1;
            String fraction = count == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        if (point >= count) {
            return digits + "0".repeat(point - count);
        }
        if (point > 0) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        return "0." + "0".repeat(-point) + digits;
    }

    /**
     * Java's own shortest form always has two digits, and prefers 4.9E-324 where ECMAScript prefers 5e-324: so where it
     * shows two, one is tried.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal java = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (java.precision() != 2) {
            return java;
        }
        BigDecimal oneDigit = java.setScale(java.scale() - 1, RoundingMode.HALF_UP);
        return oneDigit.doubleValue() == number ? oneDigit.stripTrailingZeros() : java;
    }
}
