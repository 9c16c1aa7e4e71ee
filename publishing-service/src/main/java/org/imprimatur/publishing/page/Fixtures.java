package org.imprimatur.publishing.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.imprimatur.tlog.merkle.Hash;

/**
 * Files that belong to the look of the site. Their names hold a piece of their hash: readers keep them for good, and a
 * new look has new names.
 */
public final class Fixtures {
    private static final int NAME_DIGITS = 12;
    private static final String FACE = "font/woff2";

    private final Page face = asset("newsreader", "woff2", FACE, octets("newsreader.woff2"));
    private final Page italic = asset("newsreader-italic", "woff2", FACE, octets("newsreader-italic.woff2"));
    private final Page stylesheet = asset("site", "css", "text/css; charset=utf-8", text("site.css")
            .replace("newsreader.woff2", face.path()).replace("newsreader-italic.woff2", italic.path()));
    private final Page icon = asset("icon", "svg", "image/svg+xml", text("icon.svg"));
    private final Page speculation = asset("speculation", "json", "application/speculationrules+json",
            text("speculation.json"));

    /** The stylesheet's path. */
    public String stylesheet() {
        return stylesheet.path();
    }

    /** The path of the upright text face, which every page needs at once. */
    public String face() {
        return face.path();
    }

    /** The icon's path. */
    public String icon() {
        return icon.path();
    }

    /** The path of the rules that say which pages a browser may fetch before its reader asks for them. */
    public String speculation() {
        return speculation.path();
    }

    List<Page> pages() {
        return List.of(stylesheet, face, italic, icon, speculation);
    }

    private static Page asset(String name, String suffix, String contentType, String text) {
        String hash = Hash.sha256(Page.bytes(contentType, text)).hex();
        return new Page("/assets/" + name + "." + hash.substring(0, NAME_DIGITS) + "." + suffix, 200, contentType,
                text, null);
    }

    private static String text(String file) {
        return read(file, StandardCharsets.UTF_8);
    }

    private static String octets(String file) {
        return read(file, Page.OCTETS);
    }

    private static String read(String file, Charset charset) {
        try (var resource = Objects.requireNonNull(Fixtures.class.getResourceAsStream(file))) {
            return new String(resource.readAllBytes(), charset);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
