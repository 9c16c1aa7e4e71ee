package org.imprimatur.publishing.page;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final Page stylesheet = asset("site", "css", "text/css; charset=utf-8");
    private final Page icon = asset("icon", "svg", "image/svg+xml");

    /** The stylesheet's path. */
    public String stylesheet() {
        return stylesheet.path();
    }

    /** The icon's path. */
    public String icon() {
        return icon.path();
    }

    List<Page> pages() {
        return List.of(stylesheet, icon);
    }

    private static Page asset(String name, String suffix, String contentType) {
        try (var resource = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name + "." + suffix))) {
            byte[] bytes = resource.readAllBytes();
            String hash = Hash.sha256(bytes).hex();
            // Text throughout, so that assets take the same way as pages.
            return new Page("/assets/" + name + "." + hash.substring(0, NAME_DIGITS) + "." + suffix, 200, contentType,
                    new String(bytes, StandardCharsets.UTF_8), null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
