package org.imprimatur.consent.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of what a search found, newest first.
 *
 * @param more whether there is another one
 */
public record Page<T>(List<T> documents, boolean more) {
    public Page {
        documents = List.copyOf(documents);
    }

    /** The page out of what was found when one document more than it holds was asked for. */
    public static <T> Page<T> of(List<T> found, int size) {
        return new Page<>(found.subList(0, Math.min(size, found.size())), found.size() > size);
    }

    /** The answer: these documents in the form they are shown in, and the cursor of the next page if there is one. */
    public Map<String, Object> body(String name, List<?> shown, Function<T, UUID> id) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, shown);
        if (more) {
            body.put("next", Ids.cursorAfter(id.apply(documents.getLast())));
        }
        return body;
    }
}
