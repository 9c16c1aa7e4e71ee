package org.imprimatur.content.article;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Checks texts one by one and collects what is wrong with them. */
final class TextRules {
    /** Counted as it travels, in JSON and UTF-8: the event that carries it has to fit into a Kafka message. */
    private static final int LARGEST_BODY = 500_000;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern CONTROL_BUT_BREAKS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private final List<InvalidField> faults = new ArrayList<>();

    void fault(String pointer, String message) {
        faults.add(new InvalidField(pointer, message));
    }

    /** Ends the request if there was any fault. */
    void throwFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    /** The text, or an empty one and a fault. */
    String required(String pointer, @Nullable String text) {
        if (text == null || text.isBlank()) {
            fault(pointer, "is missing");
            return "";
        }
        return text;
    }

    /** One line of text. */
    String line(String pointer, String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            fault(pointer, "is longer than " + longest + " characters");
        }
        if (CONTROL.matcher(text).find()) {
            fault(pointer, "has line breaks or control characters");
        }
        return wellFormed(pointer, text);
    }

    @Nullable
    String optionalLine(String pointer, @Nullable String text, int longest) {
        return text == null ? null : line(pointer, text, longest);
    }

    /** Markdown of a size that an event can carry. */
    String body(String pointer, String text) {
        if (CONTROL_BUT_BREAKS.matcher(text).find()) {
            fault(pointer, "has control characters");
        } else if (!wellFormed(pointer, text).isEmpty() && CanonicalJson.bytes(text).length > LARGEST_BODY) {
            fault(pointer, "is larger than " + LARGEST_BODY + " bytes");
        }
        return text;
    }

    /** An absolute http or https address. */
    @Nullable
    String optionalAddress(String pointer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI address = new URI(text);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (web && address.getHost() != null && text.length() <= 2_000 && address.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException malformed) {
            // Said below, like any other address that isn't of the web.
        }
        fault(pointer, "has to be an http or https address");
        return text;
    }

    private String wellFormed(String pointer, String text) {
        if (LONE_SURROGATE.matcher(text).find()) {
            fault(pointer, "has half a character (a lone surrogate)");
            return "";
        }
        return text;
    }
}
