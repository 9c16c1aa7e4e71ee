package org.imprimatur.consent.choice;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.Method;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.VisitorNumbers;
import org.imprimatur.starter.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Heeds Global Privacy Control where no script does it. A visitor who chose without the signal and comes with it now
 * refuses sharing by that; it is recorded once, and holds until a choice that is made in spite of it.
 */
@Component
class SignalledVisits {
    private final Choices choices;
    private final Notices notices;
    private final VisitorNumbers numbers;
    private final Clock clock;

    SignalledVisits(Choices choices, Notices notices, VisitorNumbers numbers, Clock clock) {
        this.choices = choices;
        this.notices = notices;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * What the signal makes; empty where nothing holds that it could change, or where it is on record already.
     *
     * @param history the visitor's own records, newest first
     */
    Optional<Made> heed(VisitorId visitor, List<ConsentRecord> history) throws InterruptedException {
        ConsentRecord newest = history.stream().findFirst()
                .filter(record -> !record.gpc() && record.validUntil().isAfter(clock.instant())).orElse(null);
        Notice shown = newest == null ? null : notices.find(newest.notice()).orElse(null);
        if (newest == null || shown == null) {
            return Optional.empty();
        }
        UUID id = numbers.signalled(visitor, newest.recordId());
        try {
            return Optional.of(refuse(id, newest, shown, visitor));
        } catch (ProblemException refusal) {
            if (refusal.problem().status() != 410) {
                throw refusal;
            }
            // The record that it made was erased by itself, and the signal has nothing to show for it any more.
            return Optional.of(refuse(UUID.randomUUID(), newest, shown, visitor));
        }
    }

    private Made refuse(UUID id, ConsentRecord newest, Notice shown, VisitorId visitor) throws InterruptedException {
        Map<String, Boolean> kept = new HashMap<>();
        for (Purpose purpose : shown.optionalPurposes()) {
            kept.put(purpose.id(), !purpose.sharing() && newest.choices().getOrDefault(purpose.id(), false));
        }
        MakeChoice choice = new MakeChoice(id, null, shown, newest.language(), kept, Method.GPC, Signal.SENT);
        return choices.make(() -> choice, () -> Optional.of(visitor));
    }
}
