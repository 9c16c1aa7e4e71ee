package org.imprimatur.publishing.serving;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.UriCompliance;
import org.jspecify.annotations.Nullable;

/**
 * Finds the page that an address means which is spelt otherwise than links spell it: in capitals, with a slash too many
 * or too few, encoded where it needn't be, once or twice, or in another of Unicode's forms. What it finds is a page of
 * the site, so no spelling leads anywhere else.
 */
final class Spelling {
    /** What may be wrong with an address that is looked at here. */
    static final Set<UriCompliance.Violation> MENDED = Set.of(UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT, UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    /** Encoded by one who had it encoded already; more than that is no spelling of anything. */
    private static final int MOST_ENCODINGS = 3;
    private static final int LONGEST = 2_048;
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*+");
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    private Spelling() {}

    /** @param path as it was asked for, encoded */
    static @Nullable Answer meant(Shown shown, String path) {
        String plain = path.startsWith("/") && path.length() <= LONGEST ? plain(path) : null;
        if (plain == null) {
            return null;
        }
        String lower = plain.toLowerCase(Locale.ROOT);
        for (String candidate : List.of(plain, plain + "/", lower, lower + "/")) {
            var answer = shown.at(candidate);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** The address with the query that was asked for, where that is one. */
    static String withQuery(String address, @Nullable String query) {
        return query == null || query.length() > LONGEST || !QUERY.matcher(query).matches()
                ? address
                : address + "?" + query;
    }

    /** Decoded, without dots, empty segments and parameters; null if it is no address at all. */
    private static @Nullable String plain(String path) {
        String decoded = PARAMETERS.matcher(path).replaceAll("");
        for (int time = 0; time < MOST_ENCODINGS && decoded.indexOf('%') >= 0; time++) {
            String next = decoded(decoded);
            if (next == null) {
                return null;
            }
            decoded = next;
        }
        var segments = new ArrayList<String>();
        for (String segment : decoded.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    return null;
                }
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments.isEmpty() ? "/" : Normalizer.normalize("/" + String.join("/", segments), Normalizer.Form.NFC);
    }

    private static @Nullable String decoded(String text) {
        var octets = new ByteArrayOutputStream(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character != '%') {
                int whole = text.codePointAt(index);
                octets.writeBytes(Character.toString(whole).getBytes(StandardCharsets.UTF_8));
                index += Character.charCount(whole) - 1;
                continue;
            }
            int high = index + 2 < text.length() ? Character.digit(text.charAt(index + 1), 16) : -1;
            int low = index + 2 < text.length() ? Character.digit(text.charAt(index + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            octets.write(high * 16 + low);
            index += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
