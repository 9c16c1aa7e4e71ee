package org.imprimatur.torture.load;

import java.time.Instant;
import java.util.List;
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
    private static final int FAULTS = 500;

    /** Whether it tells what became of the request. */
    public boolean isDefinite() {
        return status != 0 && status < FAULTS && status != TOO_MANY;
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
