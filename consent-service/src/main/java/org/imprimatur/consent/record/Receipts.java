package org.imprimatur.consent.record;

import java.util.List;
import java.util.Optional;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.tlog.merkle.Hash;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What shows that a record is in the public log, as it was made and unchanged. */
@Component
public class Receipts {
    private final Ledger log;

    Receipts(@Qualifier("consentLog") Ledger log) {
        this.log = log;
    }

    /**
     * The receipt of the record with this commitment (C2SP tlog-proof), once the log covers it. It says nothing about
     * the visitor, and outlives the record.
     */
    Optional<String> of(Hash commitment) {
        return Optional.ofNullable(log.proofs(List.of(commitment)).get(commitment));
    }

    /** Each of these with its proof. */
    public List<ProvedRecord> withProofs(List<KeptRecord> records) {
        return ProvedRecord.of(log, records);
    }
}
