package org.imprimatur.torture.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Breach;
import org.imprimatur.torture.load.Ledger.Refusal;
import org.imprimatur.torture.schedule.Disaster.Struck;

/** What must never be answered, and nothing but answers while nothing is wrong. */
final class AnswerLaws {
    /** How long after a fault a request may still meet its consequences: connections, leases and elections run out. */
    private static final Duration AFTERMATH = Duration.ofSeconds(20);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(11);
    private static final List<String> OF_STORIES = List.of("a change lost to another one", "an own retry refused");
    private static final List<String> OF_CHOICES = List.of("a right choice refused",
            "a repeated choice with another number", "a readable cookie other than the newest record",
            "a readable cookie moved by an old choice");

    private final Ledger ledger;
    private final Instant up;
    private final List<Struck> struck;

    /** @param up when everything had just started, which is excused as a restart is */
    AnswerLaws(Ledger ledger, Instant up, List<Struck> struck) {
        this.ledger = ledger;
        this.up = up;
        this.struck = List.copyOf(struck);
    }

    /** Each law that people at work saw broken by an answer, or would have. */
    List<Finding> breaches() {
        return Stream.concat(
                OF_STORIES.stream().map(law -> breach(law, ledger.stories().size())),
                Stream.concat(Stream.of(breach("a log that became shorter", ledger.checkpoints().size())),
                        OF_CHOICES.stream().map(law -> breach(law, ledger.choices().size()))))
                .toList();
    }

    private Finding breach(String law, int looked) {
        return new Finding(law, looked, ledger.breaches().stream().filter(breach -> breach.law().equals(law))
                .map(Breach::what).toList());
    }

    /** Faults, and answers that never came, of requests that met nothing that went wrong. */
    Finding calm() {
        return new Finding("faults answered while all parts were up",
                ledger.asked().stream().filter(this::isCalm).count(),
                ledger.refusals().stream().filter(Refusal::isFault).filter(refusal -> isCalm(refusal.at()))
                        .map(refusal -> refusal.at() + " " + refusal.request() + ": " + refusal.status() + " "
                                + refusal.words().lines().findFirst().orElse(""))
                        .toList());
    }

    /** Whether a request that was sent then can have met no fault, nor any fault's consequences. */
    private boolean isCalm(Instant sent) {
        return !sent.isBefore(up.plus(AFTERMATH))
                && struck.stream().noneMatch(one -> !sent.isBefore(one.begun().minus(LONGEST_REQUEST))
                        && sent.isBefore(one.over().plus(AFTERMATH)));
    }
}
