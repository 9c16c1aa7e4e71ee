package org.imprimatur.consent.choice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.Method;
import org.imprimatur.consent.record.State;
import org.jspecify.annotations.Nullable;

/** What record a choice makes. */
final class Decision {
    private Decision() {}

    /**
     * @param everGiven whether an earlier record of the same visitor allowed something optional
     * @param newest the same visitor's newest record; null where there is none
     * @param recordId a UUID of version 7 made for {@code now}
     */
    static ConsentRecord decide(MakeChoice choice, String subject, boolean everGiven, @Nullable ConsentRecord newest,
            Instant now, UUID recordId, UUID receiptId) {
        var notice = choice.notice();
        ConsentRecord before = newest != null && newest.validUntil().isAfter(now) ? newest : null;
        Map<String, Boolean> holding = choice.after(newest).effective(before == null ? null : before.choices());
        State state = choice.allowsAnything(holding) ? State.GIVEN : everGiven ? State.WITHDRAWN : State.REFUSED;
        // A signal is no new consent: what it leaves allowed ends when it would have ended without it.
        Instant until = choice.method() == Method.GPC && before != null
                ? before.validUntil()
                : now.plus(notice.validity());
        return new ConsentRecord(recordId, receiptId, subject, now, state, until, holding, notice.hash(),
                notice.policyVersion(), choice.language(), notice.jurisdiction(), choice.method(),
                choice.signal().isOn());
    }
}
