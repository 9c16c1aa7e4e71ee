package org.imprimatur.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.imprimatur.events.EventVerifier;
import org.imprimatur.tlog.note.NoteSigner;

/** The key that the tests' services sign article events with, new for each run. */
public final class ArticleKey {
    private static final NoteSigner KEY = NoteSigner.generate("imprimatur.local/articles", new SecureRandom());
    private static final String FILE = write();

    private ArticleKey() {}

    static String file() {
        return FILE;
    }

    /** What the site would check events with. */
    public static EventVerifier verifier() {
        return new EventVerifier(List.of(KEY.verifierKey()));
    }

    private static String write() {
        try {
            Path file = Files.createTempFile("articles", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, KEY.toPem()).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
