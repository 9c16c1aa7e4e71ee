package org.imprimatur.torture.load;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * What was answered.
 *
 * @param status 0 if nothing was
 * @param fields header fields, by their names in lower case
 */
public record Reply(int status, Map<String, List<String>> fields, String text, Instant sent, Instant answered) {
    private static final int TOO_MANY = 429;
    private static final int REFUSALS = 400;
    private static final int FAULTS = 500;
    /** As the newsroom says it, and as visitors are told. */
    private static final List<String> NOTHING_KEPT = List.of("nothing was kept", "was not sent to the database");

    /** Whether it tells what became of the request. */
    public boolean isDefinite() {
        return isDefinite(status);
    }

    static boolean isDefinite(int status) {
        return status != 0 && status < FAULTS && status != TOO_MANY;
    }

    /** Whether it says that the request isn't carried out, for a reason of its own. */
    public boolean isRefusal() {
        return isDefinite() && status >= REFUSALS;
    }

    /** What a refusal says for people to read: a problem's title and detail, or else all of it. */
    public String words() {
        String words = (string("title") + ": " + string("detail")).strip();
        return words.equals(":") ? text : words;
    }

    /** Whether these words promise that the request left nothing behind. */
    static boolean saysNothingKept(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return NOTHING_KEPT.stream().anyMatch(lower::contains);
    }

    /** Whether it promises that the request left nothing behind. */
    public boolean saysNothingKept() {
        return !isDefinite() && saysNothingKept(words());
    }

    /** A field's first value; empty if there is none. */
    public String field(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    /** What the JSON body holds at a path of member names; null where nothing is, or the body is no JSON. */
    public @Nullable Object json(String... path) {
        try {
            Object value = JsonReader.read(text);
            for (String member : path) {
                value = value instanceof Map<?, ?> object ? object.get(member) : null;
            }
            return value;
        } catch (MalformedException other) {
            return null;
        }
    }

    /** The same as text; empty where nothing is. */
    public String string(String... path) {
        Object value = json(path);
        return value == null ? "" : value.toString();
    }
}
