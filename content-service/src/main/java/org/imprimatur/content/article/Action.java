package org.imprimatur.content.article;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The steps of the workflow by the names that they have in addresses and answers. */
enum Action {
    SUBMIT, APPROVE, REJECT, REVOKE_APPROVAL, WITHDRAW, TAKE_DOWN, DISCARD;

    /** The name in addresses: lower case with hyphens. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The step of that name; null if there is none. */
    static @Nullable Action named(String slug) {
        return Arrays.stream(values()).filter(action -> action.slug().equals(slug)).findFirst().orElse(null);
    }

    /** All names, in the order of an article's life. */
    static List<String> slugs() {
        return Arrays.stream(values()).map(Action::slug).toList();
    }
}
