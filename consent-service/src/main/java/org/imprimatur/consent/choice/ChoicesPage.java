package org.imprimatur.consent.choice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.consent.record.ConsentRecord;
import org.jspecify.annotations.Nullable;

/**
 * The settings page, which needs no script: the whole notice, the form, the visitor's choices so far, and what can be
 * done with them. All its links are relative, so that it works wherever the service's addresses begin.
 *
 * @param pages what pages say beside the notice, in every language
 * @param formId the id of the choice this form will make, so that a form sent twice is one choice
 * @param supersedes the id of an earlier form whose answer did not arrive
 * @param recorded the choice that was made a moment ago
 * @param history newest first
 * @param erasureAskedAt when the visitor asked for erasure; null where no request waits
 */
public record ChoicesPage(Notice notice, Words pages, WayBack way, UUID formId, @Nullable UUID supersedes, boolean gpc,
        @Nullable UUID recorded, List<ConsentRecord> history, @Nullable Instant erasureAskedAt, Instant now) {
    public ChoicesPage {
        history = List.copyOf(history);
    }

    /** A link to the same page in a language, by the name that the language has for itself. */
    public record Language(String tag, String name, String href, boolean current) {}

    /**
     * A purpose as it is asked about.
     *
     * @param ticked only where the visitor has allowed it before: a box that comes ticked is no consent
     * @param comma what the language writes between the parts of a list
     */
    public record Asked(Purpose purpose, Words details, boolean ticked, String comma) {
        /** The texts under this key, in one line. */
        public String list(String key) {
            return String.join(comma, details.texts(key));
        }
    }

    String title() {
        return notice.words("form").text("title");
    }

    /** What the page says beside the notice. */
    public Words words() {
        return pages.part(notice.language());
    }

    /** Where the visitor came from. */
    public String back() {
        return way.path();
    }

    /** In the order in which {@code words.json} has them. */
    public List<Language> languageLinks() {
        return pages.members().keySet().stream().map(tag -> new Language(tag, pages.part(tag).text("name"),
                "choices?lang=" + tag + way.parameter(), tag.equals(notice.language()))).toList();
    }

    /** The record that holds; null where none does. */
    public @Nullable ConsentRecord valid() {
        return history.stream().findFirst().filter(record -> record.validUntil().isAfter(now)).orElse(null);
    }

    /** In the notice's order. */
    public List<Asked> purposes() {
        ConsentRecord valid = valid();
        List<Words> details = notice.wordsOf("purposes");
        List<Asked> asked = new ArrayList<>();
        for (int place = 0; place < details.size(); place++) {
            Purpose purpose = notice.purposes().get(place);
            boolean allowed = valid != null && valid.choices().getOrDefault(purpose.id(), false);
            asked.add(new Asked(purpose, details.get(place), !purpose.optional() || allowed, comma()));
        }
        return asked;
    }

    /**
     * Each optional purpose with what holds, in the order of the form; purposes of an older notice come first, with the
     * name they had in records.
     */
    public String allowed(ConsentRecord record) {
        Words form = notice.words("form");
        List<String> order = notice.purposes().stream().map(Purpose::id).toList();
        return record.choices().entrySet().stream().filter(choice -> isOptional(choice.getKey()))
                .sorted(Comparator.comparingInt(choice -> order.indexOf(choice.getKey())))
                .map(choice -> notice.nameOf(choice.getKey()) + words().text("colon")
                        + form.text(choice.getValue() ? "allowed" : "refused"))
                .collect(Collectors.joining(comma()));
    }

    /** What is told of each purpose, in the order of the page, as one line. */
    public String told() {
        return Stream.of("data", "recipients", "cookies", "retention").map(notice.words("form")::text)
                .collect(Collectors.joining(comma()));
    }

    private String comma() {
        return words().text("comma");
    }

    /** Where a record is with its proof, on a page to print. */
    public String receipt(UUID recordId) {
        return "choices/receipts/" + recordId + "?lang=" + notice.language();
    }

    private boolean isOptional(String purpose) {
        return notice.purposes().stream().noneMatch(known -> known.id().equals(purpose) && !known.optional());
    }
}
