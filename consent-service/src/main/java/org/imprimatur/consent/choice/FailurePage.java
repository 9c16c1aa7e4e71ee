package org.imprimatur.consent.choice;

import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.starter.admission.OverloadedException;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The page for a form that came to nothing, or of which it isn't known what it came to. It says the one only where that
 * is certain; else the same form can be sent again from it, which counts once.
 *
 * @param words what pages say beside the notice, in the language
 * @param sent the form; null where the settings were only to be shown
 */
public record FailurePage(Words words, ProblemException failure, String language, @Nullable SentForm sent) {
    /** A part of the form that goes along unseen. */
    public record Field(String name, String value) {}

    String title() {
        return words.text(sent == null ? "notShown" : isCertain(sent) ? "notRecorded" : "notKnown");
    }

    /** The key of the words that say why: the problem's own detail speaks to programs. */
    public String reason() {
        if (sent == null) {
            return status() < 500 ? "address" : "page";
        }
        return switch (status()) {
            case 403 -> "foreign";
            case 409 -> "used";
            case 429 -> "many";
            default -> status() < 500 ? "invalid" : isCertain(sent) ? "away" : "unknown";
        };
    }

    /** Whether what was chosen before is known to hold. */
    public boolean unchanged() {
        return sent != null && status() < 500;
    }

    /** What sends the same form again; nothing where that would be refused again. */
    public List<Field> repetition() {
        if (sent == null || status() < 500) {
            return List.of();
        }
        return Stream.of(field("id", sent.id()), field("supersedes", sent.supersedes()),
                field("notice", sent.notice()), field("language", sent.language()),
                field("decision", sent.decision()), field("told", sent.told()), field("back", sent.back()),
                sent.ticked().stream().map(purpose -> new Field("purpose", purpose)),
                field("repeated", "1")).flatMap(fields -> fields).toList();
    }

    /** The settings' address. A new form takes along which one is unanswered, so that both are the same visitor's. */
    public String again() {
        return "choices?lang=" + language + (sent == null
                ? ""
                : sent.unanswered().map(id -> "&after=" + id).orElse("") + WayBack.of(sent.back()).parameter());
    }

    private int status() {
        return failure.problem().status();
    }

    private boolean isCertain(SentForm form) {
        return status() < 500 || (wasNotBegun() && form.repeated() == null);
    }

    private boolean wasNotBegun() {
        return failure instanceof ChoiceNotSentException || failure instanceof OverloadedException;
    }

    private static Stream<Field> field(String name, @Nullable String value) {
        return value == null ? Stream.empty() : Stream.of(new Field(name, value));
    }
}
