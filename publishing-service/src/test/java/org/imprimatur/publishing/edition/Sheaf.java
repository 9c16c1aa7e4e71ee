package org.imprimatur.publishing.edition;

import java.nio.charset.StandardCharsets;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** Pages for tests of other packages, bound as the press binds them. */
public final class Sheaf {
    private static final Bindery BINDERY = new Bindery();

    private Sheaf() {}

    public static PublicPage page(String path, int status, String contentType, String text,
            @Nullable String location) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PublicPage(path, status, location,
                BINDERY.bind(Hash.sha256(bytes).labelled(), contentType, bytes, false));
    }
}
