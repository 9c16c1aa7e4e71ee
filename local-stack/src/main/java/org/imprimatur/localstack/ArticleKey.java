package org.imprimatur.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.imprimatur.localstack.process.OwnerOnly;
import org.imprimatur.tlog.note.NoteSigner;

/** The key with which a stack's content-service signs its events, and by which its publishing-service knows them. */
final class ArticleKey {
    static final String NAME = "imprimatur.local/articles";

    private ArticleKey() {}

    /** Makes the private key, for its owner alone to read, unless it is there. */
    static void make(Path file) {
        if (!Files.exists(file)) {
            OwnerOnly.write(file, NoteSigner.generate(NAME, new SecureRandom()).toPem().getBytes(US_ASCII));
        }
    }

    /** Returns the public half as a verifier key, in one line. */
    static String verifierKey(Path file) {
        try {
            return NoteSigner.fromPem(NAME, Files.readString(file)).verifierKey().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
