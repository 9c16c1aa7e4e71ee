package org.imprimatur.publishing.intake;

import org.imprimatur.publishing.release.UnrenderableStoryException;

import org.imprimatur.publishing.release.Releases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.publishing.announcement.Announcer;
import org.imprimatur.starter.intake.DeadLetters;
import org.imprimatur.starter.intake.Incoming;
import org.imprimatur.starter.intake.ReadPositions;
import org.imprimatur.starter.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * Takes what one poll brought: what is understood goes to be released together, so that it shares an edition; what
 * isn't goes to the dead letters alone. An outage ends the call with an exception, and the container brings the same
 * records again, in order; taking them twice changes nothing.
 */
final class ArticleIntake implements Consumer<Message<List<byte[]>>> {
    private final EventReader reader;
    private final Releases releases;
    private final DeadLetters deadLetters;
    private final Announcer announcer;
    private final Alarms alarms;
    private final Traces traces;
    private final Clock clock;
    private final ReadPositions positions;

    ArticleIntake(EventReader reader, Releases releases, DeadLetters deadLetters, Announcer announcer, Alarms alarms,
            Traces traces, Clock clock, ReadPositions positions) {
        this.reader = reader;
        this.releases = releases;
        this.deadLetters = deadLetters;
        this.announcer = announcer;
        this.alarms = alarms;
        this.traces = traces;
        this.clock = clock;
        this.positions = positions;
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        var understood = new ArrayList<Reading.Understood>();
        var poison = new ArrayList<Reading.Poison>();
        var records = Incoming.each(batch);
        for (var record : records) {
            switch (reader.read(record)) {
                case Reading.Understood one -> understood.add(one);
                case Reading.Poison one -> poison.add(one);
                case Reading.Ignored _ -> {
                    // Other services' business.
                }
            }
        }
        traces.continueIn(shared(understood), "release edition", () -> poison.addAll(release(understood)));
        // Dead letters last: an outage before this point brings the batch again, and none would be put aside twice.
        poison.forEach(this::putAside);
        records.forEach(record -> positions.done(record.partition(), record.offset() + 1));
    }

    private void putAside(Reading.Poison poison) {
        var decision = poison.decision();
        if (decision != null) {
            announcer.failed(new ReleaseFailed(decision.articleId(), decision.sequence(),
                    "It was put aside with the dead letters: " + poison.reason(), clock.instant()),
                    poison.record().traceParent());
        }
        deadLetters.put(poison.record(), poison.reason());
        alarms.putAside(poison.record(), poison.signed());
    }

    /** What several traces led to belongs to none of them alone. */
    private static @Nullable String shared(List<Reading.Understood> understood) {
        var distinct = understood.stream().map(one -> one.record().traceParent()).filter(Objects::nonNull).distinct()
                .toList();
        return distinct.size() == 1 ? distinct.getFirst() : null;
    }

    /** Releases all that can be; answers what can't. */
    private List<Reading.Poison> release(List<Reading.Understood> understood) {
        var unrenderable = new ArrayList<Reading.Poison>();
        while (!understood.isEmpty()) {
            try {
                releases.take(understood.stream().map(Reading.Understood::change).toList());
                break;
            } catch (UnrenderableStoryException culprit) {
                var culprits = understood.stream().filter(one -> one.change().articleId().equals(culprit.articleId())
                        && one.change().sequence() == culprit.sequence()).toList();
                if (culprits.isEmpty()) {
                    throw culprit;
                }
                culprits.forEach(one -> unrenderable.add(new Reading.Poison(one.record(),
                        "the story can't be set as a page", true,
                        new Reading.DecisionId(culprit.articleId(), culprit.sequence()))));
                understood.removeAll(culprits);
            }
        }
        return unrenderable;
    }
}
