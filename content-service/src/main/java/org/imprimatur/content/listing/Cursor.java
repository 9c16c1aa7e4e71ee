package org.imprimatur.content.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/**
 * Where a page ended: the id of its last article, and the filters that it was made for. Ids never change and are
 * ordered by creation, so no write in between makes a later page repeat or skip an article.
 */
record Cursor(String lastId, String filters) {
    private static final Problem INVALID = new Problem("invalid-cursor", "This cursor doesn't fit", 400);
    private static final char SEPARATOR = '|';

    /** As it stands in an address; opaque to clients. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((lastId + SEPARATOR + filters).getBytes(UTF_8));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param filters those of the present request: a cursor leads on only with the filters that it came from
     */
    static Cursor parse(String text, String filters) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int end = plain.indexOf(SEPARATOR);
            if (end > 0 && plain.substring(end + 1).equals(filters)) {
                return new Cursor(plain.substring(0, end), filters);
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, like a cursor of another request.
        }
        throw new ProblemException(INVALID,
                "Take the address of the next page from the Link header, with its other parameters unchanged.")
                .with("errors", List.of(new InvalidField("cursor", "is none that led on from these parameters")));
    }
}
