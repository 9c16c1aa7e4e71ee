package org.imprimatur.consent.search;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters of a request as they were given, by their names; those that weren't are left out. */
public final class Given {
    private final Map<String, String> parameters = new TreeMap<>();

    /** Adds a parameter, unless it wasn't given. */
    public Given with(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
        return this;
    }

    /** All of them. */
    public Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }
}
