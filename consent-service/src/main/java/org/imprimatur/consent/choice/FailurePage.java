package org.imprimatur.consent.choice;

import java.util.stream.Collectors;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The page for a form that came to nothing, or of which it isn't known what it came to. It says the one only where that
 * is certain; else the same form can be sent again from it, which counts once.
 *
 * @param sent the form; null where the settings were only to be shown
 */
record FailurePage(Words words, ProblemException failure, String language, @Nullable SentForm sent) {
    String title() {
        return words.text(sent == null ? "notShown" : isCertain(sent) ? "notRecorded" : "notKnown");
    }

    String main() {
        return """
                <h1>%s</h1>
                <p role="alert">%s</p>
                %s<p><a href="choices?lang=%s%s">%s</a></p>""".formatted(escape(title()), escape(words.text(reason())),
                sent == null ? "" : remedy(sent), language, sent == null ? "" : trail(sent),
                escape(words.text("again")));
    }

    private int status() {
        return failure.problem().status();
    }

    private boolean isCertain(SentForm form) {
        return status() < 500 || (failure instanceof ChoiceNotSentException && form.repeated() == null);
    }

    /** The problem's own detail speaks to programs. */
    private String reason() {
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

    private String remedy(SentForm form) {
        return status() < 500 ? "<p>%s</p>\n".formatted(escape(words.text("unchanged"))) : sameForm(form);
    }

    private String sameForm(SentForm form) {
        return """
                <form method="post" action="choices">
                %s%s%s%s%s%s%s%s<input type="hidden" name="repeated" value="1">
                <div class="buttons"><button>%s</button></div>
                </form>
                """.formatted(field("id", form.id()), field("supersedes", form.supersedes()),
                field("notice", form.notice()), field("language", form.language()),
                field("decision", form.decision()), field("told", form.told()),
                field("back", form.back()),
                form.ticked().stream().map(purpose -> field("purpose", purpose)).collect(Collectors.joining()),
                escape(words.text("resend")));
    }

    /** A new form takes along which one is unanswered, so that both are the same visitor's. */
    private static String trail(SentForm form) {
        return form.unanswered().map(id -> "&amp;after=" + id).orElse("")
                + escape(WayBack.of(form.back()).parameter());
    }

    private static String field(String name, @Nullable String value) {
        return value == null
                ? ""
                : "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, escape(value));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
