package org.imprimatur.consent.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.note.NoteSigner;

/** Where the logs' private keys come from. */
final class SigningKeys {
    private SigningKeys() {}

    /**
     * The key in this file. A missing one is made, readable by its owner only, if that is allowed; otherwise the
     * service doesn't start, for a log whose key changes is another log.
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
