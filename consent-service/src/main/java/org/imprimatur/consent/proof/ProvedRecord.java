package org.imprimatur.consent.proof;

import java.util.List;
import java.util.Map;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A record with all that is needed to check it offline.
 *
 * @param record as it was committed to
 * @param nonce base64
 * @param receipt C2SP tlog-proof; null as long as the log doesn't cover the record
 */
public record ProvedRecord(Map<String, Object> record, String nonce, @Nullable String receipt) {
    /** Each of these with its proof from the log that they belong in. */
    public static List<ProvedRecord> of(Ledger log, List<? extends Committed> records) {
        Map<Hash, String> proofs = log.proofs(records.stream().map(one -> one.commitment().hash()).toList());
        return records.stream().map(one -> new ProvedRecord(one.document(), one.commitment().nonceBase64(),
                proofs.get(one.commitment().hash()))).toList();
    }
}
