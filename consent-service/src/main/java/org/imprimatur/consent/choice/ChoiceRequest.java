package org.imprimatur.consent.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.Method;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A choice as it is sent: nothing is known of it but its field names.
 *
 * @param gpc true where the page saw the browser's signal, and told the visitor of it
 */
record ChoiceRequest(@Nullable String id, @Nullable String supersedes, @Nullable String notice,
        @Nullable String language, @Nullable Map<String, @Nullable Boolean> choices, @Nullable String method,
        @Nullable Boolean gpc) {

    /** More than any notice has; what is longer need not be looked through to be refused. */
    private static final int MOST_PURPOSES = 50;
    private static final int LONGEST_PURPOSE = 50;
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_HASH = 80;

    /**
     * The command it amounts to, or {@link InvalidInputException}.
     *
     * @param sent whether the request carries the signal: a body can say that it was there, never that it wasn't
     */
    MakeChoice command(Notices notices, boolean sent) {
        List<InvalidField> errors = new ArrayList<>();
        Optional<UUID> choiceId = uuid(id);
        if (choiceId.isEmpty()) {
            errors.add(new InvalidField("/id", "A UUID made for this choice is needed."));
        }
        Optional<UUID> earlier = uuid(supersedes);
        if (supersedes != null && earlier.isEmpty()) {
            errors.add(new InvalidField("/supersedes", "The UUID of an earlier choice, or nothing, is needed."));
        }
        Optional<Notice> shown = shown(notice, notices);
        if (shown.isEmpty()) {
            errors.add(new InvalidField("/notice", "No notice was ever shown under this hash."));
        }
        if (language == null) {
            errors.add(new InvalidField("/language", "The language of the notice shown is needed."));
        }
        Optional<Method> how = method == null ? Optional.empty() : Method.of(method);
        if (how.isEmpty()) {
            errors.add(new InvalidField("/method", "One of banner, settings and gpc is needed."));
        }
        if (choices == null || choices.size() > MOST_PURPOSES || choices.containsValue(null)
                || choices.keySet().stream().anyMatch(purpose -> purpose.length() > LONGEST_PURPOSE)) {
            errors.add(new InvalidField("/choices", "An object with true or false for each purpose is needed."));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        try {
            return new MakeChoice(choiceId.orElseThrow(), earlier.orElse(null), shown.orElseThrow(), given(language),
                    answers(), how.orElseThrow(), Signal.of(sent, Boolean.TRUE.equals(gpc)));
        } catch (InvalidChoiceException invalid) {
            throw new InvalidInputException(invalid.faults().stream()
                    .map(fault -> new InvalidField(fault.pointer(), fault.message())).toList());
        }
    }

    /** The notice of this hash. */
    static Optional<Notice> shown(@Nullable String hash, Notices notices) {
        return hash == null || hash.length() > LONGEST_HASH ? Optional.empty() : notices.find(hash);
    }

    /** The id in this text. */
    static Optional<UUID> uuid(@Nullable String id) {
        // The JDK also reads shortened groups, which would make one id of two texts.
        return id != null && id.length() == UUID_LENGTH
                && id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                        ? Optional.of(UUID.fromString(id))
                        : Optional.empty();
    }

    private Map<String, Boolean> answers() {
        Map<String, Boolean> answers = new java.util.HashMap<>();
        given(choices).forEach((purpose, answer) -> answers.put(purpose, given(answer)));
        return answers;
    }

    private static <T> T given(@Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }
}
