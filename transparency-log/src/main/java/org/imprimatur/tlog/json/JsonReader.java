package org.imprimatur.tlog.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly: what two programs might understand differently is refused (RFC 7493): a key given
 * twice, a lone surrogate, invalid UTF-8, a byte order mark, a number no double can hold, and anything after the value.
 *
 * <p>
 * An integer within ±(2<sup>53</sup> − 1) and written without fraction or exponent becomes a {@code Long}, any other
 * number a {@code Double}; objects keep their order. What is returned cannot be changed.
 */
public final class JsonReader {

    /** Deeper nesting is refused, by the reader and by {@link CanonicalJson}: no stack is at a stranger's mercy. */
    public static final int MAX_DEPTH = 100;

    private final String text;

    private int position;

    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** The value in these UTF-8 bytes, or a {@link MalformedException}. */
    public static @Nullable Object read(byte[] utf8) {
        return read(StrictText.decodeUtf8(utf8));
    }

    /** The members of the object in these UTF-8 bytes; any other value is a {@link MalformedException}. */
    @SuppressWarnings("unchecked") // read() makes no other maps
    public static Map<String, @Nullable Object> readObject(byte[] utf8) {
        if (read(utf8) instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw malformed("no object", 0);
    }

    /** The value in this text, or a {@link MalformedException}. */
    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipBlank();
        if (reader.position < text.length()) {
            throw reader.malformed("something follows the value");
        }
        return value;
    }

    private @Nullable Object value() {
        skipBlank();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        enter();
        skipBlank();
        if (!accept('}')) {
            do {
                skipBlank();
                int start = position;
                String key = string();
                skipBlank();
                expect(':');
                Object value = value();
                if (members.containsKey(key)) {
                    throw malformed("key given twice", start);
                }
                members.put(key, value);
                skipBlank();
            } while (accept(','));
            expect('}');
        }
        depth--;
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        enter();
        skipBlank();
        if (!accept(']')) {
            do {
                elements.add(value());
                skipBlank();
            } while (accept(','));
            expect(']');
        }
        depth--;
        return Collections.unmodifiableList(elements);
    }

    private void enter() {
        position++;
        if (++depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private String string() {
        int start = position;
        expect('"');
        StringBuilder content = new StringBuilder();
        while (!accept('"')) {
            char unit = next();
            if (unit < 0x20) {
                throw malformed("control character in a string");
            }
            content.append(unit == '\\' ? escaped() : unit);
        }
        String string = content.toString();
        try {
            Surrogates.requirePaired(string);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(sentence("lone surrogate in the string", start), e);
        }
        return string;
    }

    private char escaped() {
        char escape = next();
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
            default -> throw malformed("unknown escape");
        };
    }

    private int hexDigit() {
        char digit = next();
        int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
        if (value < 0) {
            throw malformed("no hexadecimal digit");
        }
        return value;
    }

    private Number number() {
        int start = position;
        accept('-');
        if (!accept('0')) {
            digits();
        }
        boolean integer = true;
        if (accept('.')) {
            integer = false;
            digits();
        }
        if (accept('e') || accept('E')) {
            integer = false;
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
        String literal = text.substring(start, position);
        double value = Double.parseDouble(literal);
        if (!Double.isFinite(value)) {
            throw malformed("number too large", start);
        }
        boolean safe = Math.abs(value) <= CanonicalJson.MAX_SAFE_INTEGER;
        // No conditional expression here: it would turn the long back into a double.
        if (integer && safe) {
            return Long.valueOf((long) value);
        }
        return value;
    }

    private void digits() {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw malformed("unexpected character");
        }
    }

    private @Nullable Object literal(String word, @Nullable Object meaning) {
        if (!text.startsWith(word, position)) {
            throw malformed("unexpected character");
        }
        position += word.length();
        return meaning;
    }

    private void skipBlank() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char peek() {
        if (position == text.length()) {
            throw malformed("ended too early");
        }
        return text.charAt(position);
    }

    private char next() {
        char unit = peek();
        position++;
        return unit;
    }

    private boolean accept(char wanted) {
        boolean there = position < text.length() && text.charAt(position) == wanted;
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw malformed("'" + wanted + "' expected");
        }
    }

    private MalformedException malformed(String reason) {
        return malformed(reason, position);
    }

    private static MalformedException malformed(String reason, int at) {
        return new MalformedException(sentence(reason, at));
    }

    private static String sentence(String reason, int at) {
        return "no strict JSON: " + reason + " at character " + at;
    }
}
