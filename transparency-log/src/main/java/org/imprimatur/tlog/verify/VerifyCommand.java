package org.imprimatur.tlog.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.MissingTileException;
import org.jspecify.annotations.Nullable;

/** {@code ./imprimatur verify}: says in plain sentences what was checked, and ends in VERIFIED or REFUSED. */
public final class VerifyCommand {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private static final int LONGEST_KEY = 1024;

    private final Options options;

    private final PrintStream out;

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
     * @return 0 if everything was verified or only help asked for, 1 if something was refused, 2 if it was misused
     */
    public static int run(PrintStream out, String... args) {
        if (List.of(args).equals(List.of("--help"))) {
            out.println(Options.USAGE);
            return DONE;
        }
        try {
            new VerifyCommand(Options.parse(args), out).run();
            out.println("VERIFIED");
            return DONE;
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
            checkReceipts(key(null), null);
            return;
        }
        try (LogSource source = open(address)) {
            VerifierKey key = key(source);
            LogVerifier log = new LogVerifier(source, key);
            checkLog(log);
            checkReceipts(key, log);
        }
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
            Checkpoint before = log.checkGrowthSince(SignedNote.parse(file(from)));
            say("Growth: the first %d entries are those of the earlier checkpoint, unchanged."
                    .formatted(before.size()));
        }
    }

    private void checkReceipts(VerifierKey key, @Nullable LogVerifier log) {
        String records = options.value("--records");
        if (records != null) {
            List<Receipt> receipts = Receipt.readAll(file(records));
            if (receipts.isEmpty()) {
                throw new MalformedException("the file has no record to check");
            }
            receipts.forEach(receipt -> check(receipt, key, log));
        }
        String receipt = options.value("--receipt");
        if (receipt != null) {
            check(Receipt.of(file(options.required("--record")), options.required("--nonce"),
                    TlogProof.parse(file(receipt))), key, log);
        }
    }

    private void check(Receipt receipt, VerifierKey key, @Nullable LogVerifier log) {
        Checkpoint covering = receipt.verify(key);
        say("Record %s: is in the log, covered by the checkpoint of %d entries that %s signed.".formatted(receipt.id(),
                covering.size(), covering.origin()));
        if (log != null && receipt.proof() != null) {
            log.checkGrowthSince(receipt.proof().checkpoint());
            say("  The log as it is now continues the one that the receipt was given from.");
        }
    }

    private VerifierKey key(@Nullable LogSource source) {
        String given = options.value("--key");
        if (given != null) {
            VerifierKey key = VerifierKey.parse(isFile(given) ? line(file(given)) : given);
            say("Key: %s, as given.".formatted(key));
            return key;
        }
        byte[] served = source == null ? null : source.read("key", LONGEST_KEY);
        if (served == null) {
            throw new NotVerifiedException("the log shows no key; give one with --key");
        }
        VerifierKey key = VerifierKey.parse(line(served));
        say(("Key: %s, taken from the log itself. That shows whether the log agrees with itself, not whose log it is:"
                + " compare the key with one that you got elsewhere, and give it with --key.").formatted(key));
        return key;
    }

    private static LogSource open(String address) {
        try {
            return LogSource.of(address);
        } catch (IllegalArgumentException e) {
            throw new MisuseException("--log: " + e.getMessage());
        }
    }

    private static String line(byte[] bytes) {
        String text = StrictText.decodeUtf8(bytes);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
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
