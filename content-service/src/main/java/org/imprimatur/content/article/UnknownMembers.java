package org.imprimatur.content.article;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries what a newer build wrote from one state of an article to the next, past a build that doesn't know it. */
final class UnknownMembers {
    private UnknownMembers() {}

    /**
     * Adds to the next state what this build didn't understand of the one before.
     *
     * @param raw the state before, as it was kept
     * @param known the same as this build would write it
     */
    static void carry(Map<String, Object> raw, Map<String, Object> known, Map<String, Object> next) {
        raw.forEach((name, value) -> {
            if (!known.containsKey(name)) {
                next.putIfAbsent(name, value);
            } else {
                carryValue(value, known.get(name), next.get(name));
            }
        });
    }

    /** An approval that came due meanwhile has changed its place. */
    static void carryApproval(@Nullable Object raw, @Nullable Object known, @Nullable Object next) {
        if (raw instanceof Map<?, ?> before && known instanceof Map<?, ?> understood && next instanceof Map<?, ?> now) {
            carryValue(before.get("waiting"), understood.get("waiting"), now.get("out"));
            carryValue(before.get("out"), understood.get("out"), now.get("out"));
        }
    }

    private static void carryValue(@Nullable Object raw, @Nullable Object known, @Nullable Object next) {
        if (raw instanceof Map<?, ?> && known instanceof Map<?, ?> understood && next instanceof Map<?, ?> now
                && Objects.equals(sequence(understood), sequence(now))) {
            carry(members(raw), members(known), members(next));
        } else if (raw instanceof List<?> before && known instanceof List<?> understood
                && next instanceof List<?> now) {
            // Lists in a state only grow.
            for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
                carryValue(before.get(i), understood.get(i), now.get(i));
            }
        }
    }

    /** Another approval in the same place is another thing. */
    private static @Nullable Long sequence(Map<?, ?> members) {
        return members.get("sequence") instanceof Number number ? (Long) number.longValue() : null;
    }

    /** States are plain JSON, whose objects have strings for names. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object value) {
        return (Map<String, Object>) value;
    }
}
