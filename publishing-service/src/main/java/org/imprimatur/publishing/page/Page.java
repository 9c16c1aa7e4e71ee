package org.imprimatur.publishing.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.imprimatur.publishing.markdown.Characters;
import org.jspecify.annotations.Nullable;

/**
 * A page as printed: all that readers get, and nothing that depends on when or where it was printed.
 *
 * @param path decoded; what does not begin with a slash can't be asked for by that name
 * @param status 200, 301, 404, 410 or 451
 * @param text of a typeface or a picture, which are no text, each octet as a character of its number
 * @param location absolute path, percent-encoded, where status is 301
 */
public record Page(String path, int status, String contentType, String text, @Nullable String location) {
    static final String HTML = "text/html; charset=utf-8";
    static final Charset OCTETS = StandardCharsets.ISO_8859_1;

    /** The name under which the page for unknown addresses is kept. */
    public static final String NOT_FOUND = "404";

    public Page {
        text = isText(contentType) ? Characters.printable(text) : text;
    }

    /** A page that says no more than that the article is gone; it needs no template. */
    public static Page bare(String path, int status) {
        return html(path, status, """
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><title>Not available</title>
                <p>This article is no longer available. <a href="/">Go to the front page</a></p>
                </html>
                """);
    }

    static Page html(String path, int status, String text) {
        return new Page(path, status, HTML, text, null);
    }

    /** What is sent: a text in UTF-8, anything else as it is. */
    public byte[] bytes() {
        return bytes(contentType, text);
    }

    static byte[] bytes(String contentType, String text) {
        return text.getBytes(isText(contentType) ? StandardCharsets.UTF_8 : OCTETS);
    }

    private static boolean isText(String contentType) {
        return !contentType.startsWith("font/") && !contentType.equals("image/png");
    }
}
