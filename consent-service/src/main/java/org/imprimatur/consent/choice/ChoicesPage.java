package org.imprimatur.consent.choice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.consent.record.ConsentRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The settings page, which needs no script: the whole notice, the form, and the visitor's choices so far. All its links
 * are relative, so that it works wherever the service's addresses begin.
 *
 * @param formId the id of the choice this form will make, so that a form sent twice is one choice
 * @param supersedes the id of an earlier form whose answer did not arrive
 * @param recorded the choice that was made a moment ago
 * @param history newest first
 */
record ChoicesPage(Notice notice, List<String> languages, UUID formId, @Nullable UUID supersedes, boolean gpc,
        @Nullable UUID recorded,
        List<ConsentRecord> history, Instant now) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);

    String title() {
        return notice.words("form").text("title");
    }

    /** The way back to the site, and to the same page in other languages. */
    String navigation() {
        Words form = notice.words("form");
        return """
                <nav aria-label="%s"><a href="/">%s</a>%s</nav>""".formatted(escape(form.text("languages")),
                escape(form.text("back")), languageLinks());
    }

    String main() {
        Words form = notice.words("form");
        return """
                <h1>%s</h1>
                <p>%s</p>
                %s%s%s%s%s""".formatted(escape(form.text("title")), escape(form.text("intro")), recordedNote(form),
                current(form), form(form), about(form), historyList(form));
    }

    private String languageLinks() {
        return languages.stream().map(language -> """
                <a href="choices?lang=%1$s" lang="%1$s" hreflang="%1$s"%2$s>%1$s</a>""".formatted(language,
                language.equals(notice.language()) ? " aria-current=\"page\"" : "")).collect(Collectors.joining());
    }

    private String recordedNote(Words form) {
        return recorded == null
                ? ""
                : """
                        <p class="recorded" role="status">%s <a href="%s">%s</a>. %s</p>
                        """.formatted(escape(form.text("recorded")), receipt(recorded), escape(form.text("receipt")),
                        escape(form.text("pending")));
    }

    private @Nullable ConsentRecord valid() {
        return history.stream().findFirst().filter(record -> record.validUntil().isAfter(now)).orElse(null);
    }

    private String current(Words form) {
        ConsentRecord valid = valid();
        String text = valid == null
                ? escape(form.text("none"))
                : "%s <span class=\"faint\">(%s %s)</span>".formatted(allowed(valid, form), escape(form.text("until")),
                        DAY.format(valid.validUntil()));
        return "<h2>%s</h2>\n<p>%s</p>\n".formatted(escape(form.text("current")), text);
    }

    private String form(Words form) {
        Words banner = notice.words("banner");
        List<Words> details = notice.wordsOf("purposes");
        StringBuilder purposes = new StringBuilder();
        for (int place = 0; place < details.size(); place++) {
            purposes.append(purpose(notice.purposes().get(place), details.get(place), form, banner));
        }
        return """
                <form method="post" action="choices">
                <input type="hidden" name="id" value="%s">
                <input type="hidden" name="notice" value="%s">
                <input type="hidden" name="language" value="%s">
                %s%s%s<div class="buttons">
                <button name="decision" value="save">%s</button>
                <button name="decision" value="reject">%s</button>
                <button name="decision" value="accept">%s</button>
                </div>
                </form>
                """.formatted(formId, notice.hash(), notice.language(),
                supersedes == null
                        ? ""
                        : "<input type=\"hidden\" name=\"supersedes\" value=\"%s\">\n".formatted(supersedes),
                gpc
                        ? "<input type=\"hidden\" name=\"told\" value=\"1\">\n<p class=\"signal\">%s</p>\n"
                                .formatted(escape(banner.text("gpc")))
                        : "",
                purposes,
                escape(banner.text("save")), escape(banner.text("reject")), escape(banner.text("accept")));
    }

    /** Ticked only where the visitor has allowed it before: a box that comes ticked is no consent. */
    private String purpose(Purpose purpose, Words details, Words form, Words banner) {
        ConsentRecord valid = valid();
        boolean allowed = valid != null && valid.choices().getOrDefault(purpose.id(), false);
        String state = !purpose.optional()
                ? " checked disabled"
                : allowed ? " checked" : "";
        return """
                <div class="purpose">
                <input type="checkbox" id="%1$s" name="purpose" value="%1$s"%2$s>
                <label for="%1$s">%3$s%4$s</label>
                <p>%5$s</p>
                <details><summary>%6$s, %7$s, %8$s</summary>
                <dl><dt>%6$s</dt><dd>%9$s</dd><dt>%7$s</dt><dd>%10$s</dd><dt>%8$s</dt><dd>%11$s</dd>\
                <dt>%12$s</dt><dd>%13$s</dd></dl></details>
                </div>
                """.formatted(escape(purpose.id()), state, escape(purpose.name()),
                purpose.optional() ? "" : " <span class=\"faint\">(%s)</span>".formatted(escape(banner.text("always"))),
                escape(purpose.text()), escape(form.text("data")), escape(form.text("recipients")),
                escape(form.text("retention")), list(details, "data"), list(details, "recipients"),
                escape(details.text("retention")), escape(form.text("storage")), list(details, "storage"));
    }

    private String about(Words form) {
        String controllers = notice.wordsOf("controllers").stream()
                .map(who -> escape(who.text("name") + ", " + who.text("address") + ", " + who.text("contact")))
                .collect(Collectors.joining("<br>"));
        return """
                <p>%s</p>
                <p>%s</p>
                <p>%s</p>
                <h2>%s</h2>
                <p>%s</p>
                """.formatted(escape(notice.words("withdrawal").text("text")), escape(notice.text("proof")),
                escape(notice.text("rights")), escape(form.text("controller")), controllers);
    }

    private String historyList(Words form) {
        if (history.isEmpty()) {
            return "";
        }
        Words states = form.part("states");
        String items = history.stream().map(record -> """
                <li><time datetime="%s">%s</time>: <b>%s</b>, %s. <a href="%s">%s</a></li>
                """.formatted(record.eventTime(), MINUTE.format(record.eventTime()),
                escape(states.text(record.state().word())), allowed(record, form), receipt(record.recordId()),
                escape(form.text("receipt")))).collect(Collectors.joining());
        return """
                <h2>%s</h2>
                <ol>
                %s</ol>
                <p><a href="api/v1/choices/mine">%s</a></p>
                """.formatted(escape(form.text("history")), items, escape(form.text("download")));
    }

    /** Each optional purpose with what holds; purposes of an older notice keep the name they had in records. */
    private String allowed(ConsentRecord record, Words form) {
        return record.choices().entrySet().stream().filter(choice -> isOptional(choice.getKey()))
                .map(choice -> escape(name(choice.getKey()) + ": "
                        + form.text(choice.getValue() ? "allowed" : "refused")))
                .collect(Collectors.joining(", "));
    }

    private boolean isOptional(String purpose) {
        return notice.purposes().stream().noneMatch(known -> known.id().equals(purpose) && !known.optional());
    }

    private String name(String purpose) {
        return notice.purposes().stream().filter(known -> known.id().equals(purpose)).map(Purpose::name).findFirst()
                .orElse(purpose);
    }

    private static String receipt(UUID recordId) {
        return "api/v1/records/" + recordId + "/receipt";
    }

    private static String list(Words details, String key) {
        return escape(String.join(", ", details.texts(key)));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
