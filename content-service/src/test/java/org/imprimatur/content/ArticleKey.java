package org.imprimatur.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.events.EventVerifier;
import org.imprimatur.tlog.note.NoteSigner;

/** The keys that the tests' services sign article events with, new for each run; each newsroom has its own. */
public final class ArticleKey {
    private static final String NAME = "imprimatur.local/articles";
    private static final Map<String, Path> FILES = new ConcurrentHashMap<>();

    private ArticleKey() {}

    /** The key of the newsroom with this database: what another one sent is none of its business. */
    static String file(String database) {
        return FILES.computeIfAbsent(database, _ -> write()).toString();
    }

    /** What the site would check events with. */
    public static EventVerifier verifier(String database) {
        try {
            String pem = Files.readString(Path.of(file(database)));
            return new EventVerifier(List.of(NoteSigner.fromPem(NAME, pem).verifierKey()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path write() {
        try {
            Path file = Files.createTempFile("articles", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, NoteSigner.generate(NAME, new SecureRandom()).toPem());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
