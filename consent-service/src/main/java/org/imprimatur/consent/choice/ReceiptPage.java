package org.imprimatur.consent.choice;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.tlog.json.CanonicalJson;

/**
 * A receipt on paper: what was chosen, under which notice, and everything that is needed to check it, in the very
 * spelling that verifiers take.
 *
 * @param notice whose words it is written in
 * @param words what pages say beside the notice, in its language
 * @param proved the record with nonce and proof
 */
public record ReceiptPage(Notice notice, Words words, ConsentRecord record, ProvedRecord proved) {
    /** What was chosen for one purpose, both as people call it. */
    public record Answer(String purpose, String outcome) {}

    /** One member of the record by its own name, which is what a verifier hashes. */
    public record Member(String name, String value) {}

    String title() {
        return notice.words("form").text("receipt") + " " + record.receiptId();
    }

    /** What was chosen, in the notice's order. */
    public List<Answer> answers() {
        Words form = notice.words("form");
        List<String> order = notice.purposes().stream().map(Purpose::id).toList();
        return record.choices().entrySet().stream()
                .sorted(Comparator.comparingInt(choice -> order.indexOf(choice.getKey())))
                .map(choice -> new Answer(notice.nameOf(choice.getKey()),
                        form.text(choice.getValue() ? "allowed" : "refused")))
                .toList();
    }

    /** Every member of the record, and the nonce. */
    public List<Member> members() {
        return Stream.concat(
                proved.record().entrySet().stream()
                        .map(member -> new Member(member.getKey(), spelt(member.getValue()))),
                Stream.of(new Member("nonce", proved.nonce()))).toList();
    }

    private static String spelt(Object value) {
        return value instanceof String text ? text : new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }
}
