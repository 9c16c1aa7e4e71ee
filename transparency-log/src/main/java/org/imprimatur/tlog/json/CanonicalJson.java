package org.imprimatur.tlog.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON value the only way RFC 8785 (JSON Canonicalization Scheme) allows, so that equal values have equal
 * bytes and therefore equal hashes, in any language.
 *
 * <p>
 * Takes {@code Map} with string keys, {@code List}, {@code String}, {@code Byte} to {@code Long}, {@code Double},
 * {@code Boolean} and {@code null}; anything else, and any value that another program might read differently, is
 * refused with an {@link IllegalArgumentException}: NaN and infinities, integers outside ±(2<sup>53</sup> − 1), lone
 * surrogates, and nesting deeper than {@link JsonReader#MAX_DEPTH}.
 */
public final class CanonicalJson {

    /** Beyond it a double no longer holds every integer, so other readers would see another number (RFC 7493 §2.2). */
    static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private final StringBuilder out = new StringBuilder();

    private int depth;

    private CanonicalJson() {}

    /** The canonical form as UTF-8 bytes, ready to be hashed. */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical form as text. */
    public static String text(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean truth -> out.append(truth.booleanValue());
            case String text -> writeString(text);
            case Double number -> out.append(EcmaNumber.format(number));
            case Long number -> writeInteger(number);
            case Integer number -> writeInteger(number);
            case Short number -> writeInteger(number);
            case Byte number -> writeInteger(number);
            case Map<?, ?> object -> writeObject(object);
            case List<?> array -> writeArray(array);
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
        }
    }

    private void writeInteger(long number) {
        if (Math.abs(number) > MAX_SAFE_INTEGER || number == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    "integer " + number + " is beyond 2^53 - 1, write it as a string (RFC 8785 §3.2.2.3)");
        }
        out.append(number);
    }

    private void writeObject(Map<?, ?> object) {
        // String's own order compares UTF-16 code units, which is exactly what RFC 8785 §3.2.3 asks for.
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        object.forEach((key, member) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a JSON object's keys are strings, not " + key);
            }
            sorted.put(name, member);
        });
        enter();
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
            out.append(separator);
            writeString(member.getKey());
            out.append(':');
            write(member.getValue());
            separator = ",";
        }
        out.append('}');
        depth--;
    }

    private void writeArray(List<?> array) {
        enter();
        out.append('[');
        String separator = "";
        for (Object element : array) {
            out.append(separator);
            write(element);
            separator = ",";
        }
        out.append(']');
        depth--;
    }

    /** Also what ends a structure that contains itself. */
    private void enter() {
        if (++depth > JsonReader.MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + JsonReader.MAX_DEPTH + " levels");
        }
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (unit < 0x20) {
                        out.append("\\u00").append(Character.forDigit(unit >> 4, 16))
                                .append(Character.forDigit(unit & 0xf, 16));
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
        Surrogates.requirePaired(text);
    }
}
