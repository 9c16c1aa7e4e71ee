package org.imprimatur.tlog.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command's words: each option, followed by its value. Only a key may be given several times. */
record Options(Map<String, List<String>> values) {

    static final String USAGE = """
            Checks Imprimatur's public log, and receipts from it, without trusting the log.

              verify --log URL_OR_DIRECTORY [--key KEY]... [--from CHECKPOINT_FILE] [--token TOKEN]
                  reads the whole log and checks that its signed checkpoint follows from it;
                  with --from also that it has only grown since that earlier checkpoint
              verify --records FILE [--key KEY]... [--log URL_OR_DIRECTORY]
                  checks your own records: the file is the answer of /consent/api/v1/choices/mine,
                  or an auditor's of /api/v1/accesses
              verify --receipt FILE --record FILE --nonce BASE64 [--key KEY]... [--log URL_OR_DIRECTORY]
                  checks one record, as JSON, against its receipt, a .tlog-proof file; a record of the access log
                  likewise, with that log's key

            KEY is a verifier key (name+id+base64) or a file with one on each line: a log that changed its key has
            several, and what any of them signed counts. Without any the log is asked for its own.
            TOKEN is a bearer token, or a file with one, for a log that is not open to everybody.
            Exit code: 0 verified, 1 refused, 2 misused, 3 unconfirmed: all agrees, but nobody gave the log's key.
            """;

    private static final Set<String> KNOWN = Set.of("--log", "--key", "--from", "--records", "--receipt", "--record",
            "--nonce", "--token");

    Options {
        values = Map.copyOf(values);
        boolean receipt = values.containsKey("--receipt");
        require(values.containsKey("--log") || values.containsKey("--records") || receipt, "nothing to verify");
        require(values.containsKey("--log") || values.containsKey("--key"),
                "a receipt can be checked with the log's key: give --key, or --log to ask the log for it");
        require(receipt == values.containsKey("--record") && receipt == values.containsKey("--nonce"),
                "--receipt, --record and --nonce go together");
        require(!values.containsKey("--from") || values.containsKey("--log"), "--from needs --log");
        require(!values.containsKey("--token") || values.containsKey("--log"), "--token needs --log");
    }

    static Options parse(String... words) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            require(KNOWN.contains(words[i]), "unknown option " + words[i]);
            require(i + 1 < words.length, words[i] + " needs a value");
            List<String> given = values.computeIfAbsent(words[i], _ -> new ArrayList<>());
            given.add(words[i + 1]);
            require(given.size() == 1 || words[i].equals("--key"), words[i] + " is given twice");
        }
        return new Options(values);
    }

    /** All the values of an option that may be given several times. */
    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    @Nullable
    String value(String option) {
        List<String> given = values.get(option);
        return given == null ? null : given.getFirst();
    }

    /** The value of an option that the constructor has seen to be there. */
    String required(String option) {
        String value = value(option);
        if (value == null) {
            throw new MisuseException(option + " is missing");
        }
        return value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MisuseException(otherwise);
        }
    }
}
