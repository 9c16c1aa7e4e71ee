package org.imprimatur.consent.choice;

import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.record.ConsentRecord;
import org.springframework.web.util.HtmlUtils;

/**
 * A receipt on paper: what was chosen, under which notice, and everything that is needed to check it, in the very
 * spelling that verifiers take.
 *
 * @param notice whose words it is written in
 * @param proved the record with nonce and proof
 */
record ReceiptPage(Notice notice, ConsentRecord record, ProvedRecord proved) {
    String title() {
        return notice.words("form").text("receipt") + " " + record.receiptId();
    }

    String main() {
        Words form = notice.words("form");
        String proof = proved.receipt() == null ? form.text("pending") : proved.receipt();
        return """
                <h1>%s</h1>
                <p><time datetime="%s">%s</time>: <b>%s</b>, %s <time datetime="%s">%s</time></p>
                <ul>
                %s</ul>
                <h2>%s</h2>
                <p>%s</p>
                <dl>%s</dl>
                <h2>tlog-proof</h2>
                <pre>%s</pre>
                """.formatted(escape(title()), record.eventTime(), record.eventTime(),
                escape(form.part("states").text(record.state().word())), escape(form.text("until")),
                record.validUntil(), record.validUntil(), choices(form), escape(form.text("controller")),
                controllers(), members(), escape(proof));
    }

    private String choices(Words form) {
        return record.choices().entrySet().stream().map(choice -> "<li>%s: %s</li>\n".formatted(
                escape(name(choice.getKey())), escape(form.text(choice.getValue() ? "allowed" : "refused"))))
                .collect(Collectors.joining());
    }

    private String name(String purpose) {
        return notice.purposes().stream().filter(known -> known.id().equals(purpose)).map(Purpose::name).findFirst()
                .orElse(purpose);
    }

    private String controllers() {
        return notice.wordsOf("controllers").stream()
                .map(who -> escape(who.text("name") + ", " + who.text("address") + ", " + who.text("contact")))
                .collect(Collectors.joining("<br>"));
    }

    /** Every member of the record by its own name, which is what a verifier hashes, and the nonce. */
    private String members() {
        return proved.record().entrySet().stream().map(member -> line(member.getKey(), member(member)))
                .collect(Collectors.joining()) + line("nonce", proved.nonce());
    }

    private static String member(Map.Entry<String, Object> member) {
        return String.valueOf(member.getValue());
    }

    private static String line(String name, String value) {
        return "<dt><code>%s</code></dt><dd><code>%s</code></dd>\n".formatted(escape(name), escape(value));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
