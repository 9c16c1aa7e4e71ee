package org.imprimatur.consent.choice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The settings page's form as it is sent.
 *
 * @param supersedes the id of an earlier form whose answer did not arrive
 * @param decision the button that was pressed
 * @param purpose the boxes that are ticked
 * @param told given where the page told the visitor of the browser's signal
 * @param back where the visitor came from
 * @param repeated given where the same form was sent before and the answer left open what became of it
 */
record SentForm(@Nullable String id, @Nullable String supersedes, @Nullable String notice,
        @Nullable String language,
        @Nullable String decision, @Nullable List<String> purpose, @Nullable String repeated,
        @Nullable String told, @Nullable String back) {

    /** The form that was sent, as far as it can be read. */
    static SentForm of(Asked asked) {
        return new SentForm(asked.parameter("id"), asked.parameter("supersedes"), asked.parameter("notice"),
                asked.parameter("language"), asked.parameter("decision"), asked.all("purpose"),
                asked.parameter("repeated"), asked.parameter("told"), asked.parameter("back"));
    }

    /** The choice it makes, checked as any other. */
    ChoiceRequest request(Notices notices) {
        return new ChoiceRequest(id, supersedes, notice, language, answers(notices), "settings", told != null);
    }

    /** The first choice whose answer is missing: this one, or the one that this one was to replace. */
    Optional<UUID> unanswered() {
        return ChoiceRequest.uuid(supersedes).or(() -> ChoiceRequest.uuid(id));
    }

    List<String> ticked() {
        return purpose == null ? List.of() : purpose;
    }

    /** A form sends the boxes that are ticked; the others of the same notice are answered by that. */
    private Map<String, @Nullable Boolean> answers(Notices notices) {
        Map<String, @Nullable Boolean> answers = new TreeMap<>();
        ticked().forEach(ticked -> answers.put(ticked, true));
        List<Purpose> asked = ChoiceRequest.shown(notice, notices).map(Notice::optionalPurposes).orElse(List.of());
        for (Purpose one : asked) {
            boolean allowed = switch (decision) {
                // The page says that the signal keeps sharing off. Ticking a box in spite of that is explicit, a button
                // for everything isn't.
                case "accept" -> told == null || !one.sharing() || ticked().contains(one.id());
                case "reject" -> false;
                case "save" -> ticked().contains(one.id());
                case null, default -> throw new InvalidInputException(
                        List.of(new InvalidField("decision", "One of accept, reject and save is needed.")));
            };
            answers.put(one.id(), allowed);
        }
        return answers;
    }
}
