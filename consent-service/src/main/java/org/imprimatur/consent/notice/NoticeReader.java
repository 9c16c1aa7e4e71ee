package org.imprimatur.consent.notice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;

/** Turns a notice's JSON into a {@link Notice}. The layout of the file doesn't matter, its canonical form is hashed. */
final class NoticeReader {
    private NoticeReader() {}

    static Notice read(byte[] json) {
        if (!(JsonReader.read(json) instanceof Map<?, ?> document)) {
            throw new IllegalArgumentException("A notice is a JSON object");
        }
        @SuppressWarnings("unchecked") // the reader makes objects with string keys only
        Words words = new Words((Map<String, ?>) document);
        List<Purpose> purposes = words.parts("purposes").stream().map(NoticeReader::purpose).toList();
        return new Notice(Hash.sha256(CanonicalJson.bytes(document)).labelled(), words.text("policyVersion"),
                words.text("language"),
                words.text("jurisdiction"), Duration.parse(words.text("validity")), purposes, words.members());
    }

    private static Purpose purpose(Words words) {
        return new Purpose(words.text("id"), words.flag("optional"), words.flag("sharing"), words.text("name"),
                words.text("text"));
    }

}
