package org.imprimatur.tlog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Text forms of which each value has exactly one, so that nothing signed or hashed can be rewritten into something else
 * that reads the same.
 */
public final class StrictText {

    private static final int MOST_DECIMAL_DIGITS = 19;

    private StrictText() {}

    /**
     * The bytes of padded standard base64 (RFC 4648 §4). White space, missing padding and trailing bits that are not
     * zero, all of which the JDK's decoder lets pass, are refused.
     */
    public static byte[] decodeBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not base64", e);
        }
        if (!encodeBase64(bytes).equals(text)) {
            throw new MalformedException("base64 not in its canonical form");
        }
        return bytes;
    }

    /** Padded standard base64 (RFC 4648 §4). */
    public static String encodeBase64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A number from 0 to {@link Long#MAX_VALUE} in ASCII digits, without sign or leading zeroes. */
    public static long parseDecimal(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > MOST_DECIMAL_DIGITS || (text.startsWith("0") && text.length() > 1)) {
            throw new MalformedException("not a decimal number without leading zeroes");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedException("number beyond 2^63 - 1", e);
        }
    }

    /** The text of these bytes; invalid UTF-8 is refused, not replaced. */
    public static String decodeUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("invalid UTF-8", e);
        }
    }

    /** The UTF-8 bytes of this text; lone surrogates are refused, not replaced. */
    public static byte[] encodeUtf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new MalformedException("lone surrogate", e);
        }
    }
}
