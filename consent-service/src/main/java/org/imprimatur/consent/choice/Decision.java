package org.imprimatur.consent.choice;

import java.time.Instant;
import java.util.UUID;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.State;

/** What record a choice makes. */
final class Decision {
    private Decision() {}

    /**
     * @param everGiven whether an earlier record of the same visitor allowed something optional
     * @param recordId a UUID of version 7 made for {@code now}
     */
    static ConsentRecord decide(MakeChoice choice, String subject, boolean everGiven, Instant now, UUID recordId,
            UUID receiptId) {
        State state = choice.allowsAnything() ? State.GIVEN : everGiven ? State.WITHDRAWN : State.REFUSED;
        var notice = choice.notice();
        return new ConsentRecord(recordId, receiptId, subject, now, state, now.plus(notice.validity()),
                choice.effective(), notice.hash(), notice.policyVersion(), choice.language(), notice.jurisdiction(),
                choice.method(), choice.gpc());
    }
}
