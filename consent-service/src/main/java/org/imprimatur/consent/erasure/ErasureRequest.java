package org.imprimatur.consent.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's request.
 *
 * @param subjects under which the visitor's records are kept; none once it is done
 * @param doneAt null while it waits
 * @param doneBy who has seen to it; null while it waits
 */
record ErasureRequest(UUID id, Instant at, List<String> subjects, @Nullable Instant doneAt,
        @Nullable String doneBy) {
    ErasureRequest {
        subjects = List.copyOf(subjects);
    }
}
