package org.imprimatur.consent.notice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a notice's document, read on the understanding that every notice was checked when it was put in force. */
public record Words(Map<String, ?> members) {
    /** The text under this key. */
    public String text(String key) {
        return (String) required(key, String.class);
    }

    /** The truth value under this key. */
    boolean flag(String key) {
        return (Boolean) required(key, Boolean.class);
    }

    /** The texts under this key, in order. */
    public List<String> texts(String key) {
        return ((List<?>) required(key, List.class)).stream().map(String.class::cast).toList();
    }

    /** The object under this key. */
    public Words part(String key) {
        return of(required(key, Map.class));
    }

    /** The objects under this key, in order. */
    public List<Words> parts(String key) {
        return ((List<?>) required(key, List.class)).stream().map(Words::of).toList();
    }

    /** The words in a JSON object as it was parsed. */
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    public static Words of(@Nullable Object object) {
        if (object instanceof Map<?, ?> members) {
            return new Words((Map<String, ?>) members);
        }
        throw new IllegalStateException("Words are kept in a JSON object");
    }

    private Object required(String key, Class<?> type) {
        Object value = members.get(key);
        if (!type.isInstance(value) || value == null) {
            throw new IllegalStateException("There are no words for '" + key + "'");
        }
        return value;
    }
}
