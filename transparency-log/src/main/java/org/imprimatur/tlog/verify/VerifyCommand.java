package org.imprimatur.tlog.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.MissingTileException;
import org.jspecify.annotations.Nullable;

/** {@code ./imprimatur verify}: says in plain sentences what was checked, and ends in one word on the whole. */
public final class VerifyCommand {

    private static final int VERIFIED = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final int UNCONFIRMED = 3;

    private static final int LONGEST_KEY = 1024;

    private final Options options;

    private final PrintStream out;

    /** Records that wait to be logged, of which nothing can be said yet. */
    private int pending;

    private int verified;

    private VerifyCommand(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, args));
    }

    /**
     * Runs the command.
     *
     * @return 0 if everything was verified or only help asked for, 1 if something was refused, 2 if it was misused, 3 if
     *         everything agrees with a key that the log itself showed
     */
    public static int run(PrintStream out, String... args) {
        if (List.of(args).equals(List.of("--help"))) {
            out.println(Options.USAGE);
            return VERIFIED;
        }
        try {
            VerifyCommand command = new VerifyCommand(Options.parse(args), out);
            command.run();
            return command.close();
        } catch (MisuseException e) {
            out.println(printable(e) + "\n\n" + Options.USAGE);
            return MISUSED;
        } catch (NotVerifiedException | MalformedException | MissingTileException | UnreadableException e) {
            out.println("REFUSED: " + printable(e));
            return REFUSED;
        }
    }

    private void run() {
        String address = options.value("--log");
        if (address == null) {
            checkReceipts(keys(null), null);
            return;
        }
        try (LogSource source = open(address, token())) {
            VerifierKey[] keys = keys(source);
            LogVerifier log = about("checkpoint", () -> new LogVerifier(source, keys));
            checkLog(log);
            checkReceipts(keys, log);
        }
    }

    /** The last word says no more than what was shown. */
    private int close() {
        String but = pending == 0
                ? ""
                : ", but for " + pending + (pending == 1 ? " record that waits" : " records that wait")
                        + " to be logged";
        if (options.all("--key").isEmpty()) {
            say("UNCONFIRMED: all of it agrees with the key that the log shows of itself%s; whose log it is was not shown."
                    .formatted(but));
            return UNCONFIRMED;
        }
        say("VERIFIED" + but);
        return VERIFIED;
    }

    private void checkLog(LogVerifier log) {
        Checkpoint head = log.head();
        say("Checkpoint: signed by %s, %d entries, root %s.".formatted(head.origin(), head.size(), head.root()));
        LogVerifier.CheckedTiles checked = log.checkEverything();
        say("Entries: read all %d; each is a commitment and nothing else.".formatted(checked.entries()));
        say("Tiles: made all %d from the entries; each is served exactly so, and they lead to the signed root."
                .formatted(checked.tiles()));
        String from = options.value("--from");
        if (from != null) {
            Checkpoint before = about(from, () -> log.checkGrowthSince(SignedNote.parse(file(from))));
            say("Growth: the first %d entries are those of the earlier checkpoint, unchanged."
                    .formatted(before.size()));
        }
    }

    private void checkReceipts(VerifierKey[] keys, @Nullable LogVerifier log) {
        String records = options.value("--records");
        if (records != null) {
            List<Receipt> receipts = about(records, () -> Receipt.readAll(file(records)));
            receipts.forEach(receipt -> check(records + ": record " + receipt.id(), receipt, keys, log));
            if (verified == 0) {
                throw new MalformedException(records + ": the file has no record "
                        + (receipts.isEmpty() ? "to check" : "with a receipt yet: they wait to be logged, ask again"));
            }
        }
        String proof = options.value("--receipt");
        if (proof != null) {
            String record = options.required("--record");
            TlogProof parsed = about(proof, () -> TlogProof.parse(file(proof)));
            check(proof, about(record, () -> Receipt.of(file(record), options.required("--nonce"), parsed)), keys, log);
        }
    }

    private void check(String what, Receipt receipt, VerifierKey[] keys, @Nullable LogVerifier log) {
        TlogProof proof = receipt.proof();
        if (proof == null) {
            say("Record %s: waits to be logged and was not checked; ask again in a moment.".formatted(receipt.id()));
            pending++;
            return;
        }
        Checkpoint covering = about(what, () -> receipt.verify(proof, keys));
        say("Record %s: is in the log, covered by the checkpoint of %d entries that %s signed.".formatted(receipt.id(),
                covering.size(), covering.origin()));
        if (log != null) {
            about(what, () -> log.checkGrowthSince(proof.checkpoint()));
            say("  The log as it is now continues the one that the receipt was given from.");
        }
        verified++;
    }

    /** Whatever doesn't stand up to a check is said to be in this file or record. */
    private static <T> T about(String what, Supplier<T> check) {
        try {
            return check.get();
        } catch (NotVerifiedException e) {
            throw new NotVerifiedException(in(what, e));
        } catch (MalformedException e) {
            throw new MalformedException(in(what, e), e);
        }
    }

    private static String in(String what, RuntimeException refusal) {
        String reason = String.valueOf(refusal.getMessage());
        return reason.startsWith(what + " ") ? reason : what + ": " + reason;
    }

    private VerifierKey[] keys(@Nullable LogSource source) {
        List<VerifierKey> keys = new ArrayList<>();
        for (String given : options.all("--key")) {
            if (isFile(given)) {
                about(given, () -> lines(file(given)).stream().map(VerifierKey::parse).toList()).forEach(keys::add);
            } else if (given.contains("+")) {
                keys.add(about("--key", () -> VerifierKey.parse(given)));
            } else {
                throw new MisuseException("--key: " + given + " is no verifier key, and there is no file of this name");
            }
        }
        if (keys.isEmpty()) {
            keys.add(ownKey(source));
        } else {
            keys.forEach(key -> say("Key: %s, as given.".formatted(key)));
        }
        return keys.toArray(VerifierKey[]::new);
    }

    private VerifierKey ownKey(@Nullable LogSource source) {
        byte[] served = source == null ? null : source.read("key", LONGEST_KEY);
        if (served == null) {
            throw new NotVerifiedException("the log shows no key; give one with --key");
        }
        VerifierKey key = about("key", () -> VerifierKey.parse(line(served)));
        say(("Key: %s, taken from the log itself. That shows whether the log agrees with itself, not whose log it is:"
                + " compare the key with one that you got elsewhere, and give it with --key.").formatted(key));
        return key;
    }

    private @Nullable String token() {
        String given = options.value("--token");
        if (given == null || isFile(given)) {
            return given == null ? null : about(given, () -> StrictText.decodeUtf8(file(given)).strip());
        }
        // A log that refuses it only answers 401, which doesn't tell a mistyped file from a token that ended.
        say("Token: as given, there is no file of this name.");
        return given;
    }

    private static LogSource open(String address, @Nullable String token) {
        try {
            return LogSource.of(address, token);
        } catch (IllegalArgumentException e) {
            throw new MisuseException("--log: " + e.getMessage());
        }
    }

    private static String line(byte[] bytes) {
        String text = StrictText.decodeUtf8(bytes);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** The keys in a file, one a line; lines without anything are passed over, so that a file may end in one. */
    private static List<String> lines(byte[] bytes) {
        List<String> lines = StrictText.decodeUtf8(bytes).lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw new MisuseException("cannot read the file " + name);
        }
    }

    private void say(String sentence) {
        out.println(printable(sentence));
    }

    private static String printable(Exception e) {
        return printable(String.valueOf(e.getMessage()));
    }

    /** A hostile log's words may not steer the reader's terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
