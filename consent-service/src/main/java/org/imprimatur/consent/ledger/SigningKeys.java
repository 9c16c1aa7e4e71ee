package org.imprimatur.consent.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.VerifierKey;

/** Where the logs' private keys come from. */
final class SigningKeys {
    private SigningKeys() {}

    /**
     * The key in this file. A missing one is made, readable by its owner only, if that is allowed; otherwise the
     * service doesn't start: who makes a key for a log that has one begins a second history.
     *
     * @param create whether a missing key may be made
     */
    static NoteSigner load(LedgerSettings.One log, boolean create, SecureRandom random) {
        if (log.keyFile().isBlank()) {
            throw new IllegalStateException("No signing key file is set for the log " + log.origin());
        }
        Path file = Path.of(log.keyFile());
        try {
            if (create && !Files.exists(file)) {
                create(file, NoteSigner.generate(log.origin(), random).toPem());
            }
            return NoteSigner.fromPem(log.origin(), Files.readString(file));
        } catch (IOException | MalformedException unusable) {
            throw new IllegalStateException("The signing key of the log " + log.origin() + " can't be read from "
                    + file + ": it has to be an Ed25519 private key, PKCS#8 in PEM", unusable);
        }
    }

    /** The keys that this log was signed with before, each in the log's own name. */
    static List<VerifierKey> previous(LedgerSettings.One log) {
        return log.previousKeys().stream().map(String::strip).filter(key -> !key.isEmpty())
                .map(key -> previous(log, key)).toList();
    }

    private static VerifierKey previous(LedgerSettings.One log, String text) {
        try {
            VerifierKey key = VerifierKey.parse(text);
            if (key.name().equals(log.origin())) {
                return key;
            }
        } catch (MalformedException unusable) {
            throw new IllegalStateException("A previous key of the log " + log.origin()
                    + " has to be a verifier key, name+id+base64: " + text, unusable);
        }
        throw new IllegalStateException("A previous key of the log " + log.origin() + " is another log's: " + text);
    }

    /** Two instances may start at once on one machine: the first one's key is the one. */
    private static void create(Path file, String pem) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path draft = Files.createTempFile(folder, "key", ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, pem);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException other) {
            // Theirs it is.
        } finally {
            Files.delete(draft);
        }
    }
}
