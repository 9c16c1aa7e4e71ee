package org.imprimatur.consent.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/** Where the logs' private keys come from. */
final class SigningKeys {
    private SigningKeys() {}

    /**
     * The key in this file. A missing one is made, readable by its owner only, if that is allowed; otherwise the
     * service doesn't start: who makes a key for a log that has one begins a second history.
     *
     * @param create whether a missing key may be made
     */
    private static NoteSigner load(LedgerSettings.One log, boolean create, SecureRandom random) {
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
    private static List<VerifierKey> previous(LedgerSettings.One log) {
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

    /** What makes this log itself: its key and name, its previous keys, what it has to contain. */
    static LogIdentity identity(LedgerSettings.One log, String format, boolean create, SecureRandom random) {
        NoteSigner signer = load(log, create, random);
        List<VerifierKey> previous = previous(log);
        return new LogIdentity(log.origin(), format, signer, previous, published(log, signer, previous));
    }

    private static @Nullable Checkpoint published(LedgerSettings.One log, NoteSigner signer,
            List<VerifierKey> previous) {
        if (log.continues().isBlank()) {
            return null;
        }
        List<VerifierKey> keys = new ArrayList<>(previous);
        keys.add(signer.verifierKey());
        try {
            return Checkpoint.open(SignedNote.parse(Files.readAllBytes(Path.of(log.continues()))),
                    keys.toArray(VerifierKey[]::new));
        } catch (IOException | MalformedException | NotVerifiedException unusable) {
            throw new IllegalStateException("The log " + log.origin() + " can't continue what is in "
                    + log.continues() + ": it has to be a checkpoint signed by one of its keys", unusable);
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
