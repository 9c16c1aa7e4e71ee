package org.imprimatur.consent.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change of notices is, which decides whether visitors are asked again. */
enum NoticeChange {
    /** Other words for the same: who has chosen isn't asked again. */
    TEXT,
    /** What a choice is about has changed, so that every visitor is asked again. */
    SUBSTANCE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NoticeChange> of(@Nullable String word) {
        return Arrays.stream(values()).filter(change -> change.word().equals(word)).findFirst();
    }
}
