package org.imprimatur.consent.erasure;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What staff send to have records erased.
 *
 * @param subject whose records, where the address doesn't say which
 * @param reason for a person to read; kept for good, so that it must not name the visitor
 */
record ErasureOrder(@Nullable String subject, @Nullable String reason) {
    private static final int LONGEST_REASON = 500;

    /** The reason, or {@link InvalidInputException}. */
    String checkedReason() {
        List<InvalidField> errors = new ArrayList<>();
        String stripped = reason(errors);
        if (subject != null) {
            errors.add(new InvalidField("/subject", "The address says already what is to be erased."));
        }
        refuse(errors);
        return stripped;
    }

    /** The subject, with the reason checked, too. */
    String checkedSubject() {
        List<InvalidField> errors = new ArrayList<>();
        reason(errors);
        if (subject == null || !subject.matches("[0-9a-f]{64}")) {
            errors.add(new InvalidField("/subject", "A subject is 64 hexadecimal digits in lower case."));
        }
        refuse(errors);
        return String.valueOf(subject);
    }

    private String reason(List<InvalidField> errors) {
        String stripped = reason == null ? "" : reason.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_REASON || stripped.chars().anyMatch(
                Character::isISOControl)) {
            errors.add(new InvalidField("/reason", "A reason of 1 to " + LONGEST_REASON + " characters is needed."));
        }
        return stripped;
    }

    private static void refuse(List<InvalidField> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }
}
