package org.imprimatur.publishing.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.publishing.announcement.Announcer;
import org.imprimatur.publishing.edition.ReleaseDesk;
import org.imprimatur.publishing.edition.UnprintableStoryException;
import org.imprimatur.starter.intake.DeadLetters;
import org.imprimatur.starter.intake.Incoming;
import org.imprimatur.starter.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * Takes what one poll brought: what is understood goes to the release desk together, so that it shares an edition; what
 * isn't goes to the dead letters alone. An outage ends the call with an exception, and the container brings the same
 * records again, in order; taking them twice changes nothing.
 */
final class ArticleIntake implements Consumer<Message<List<byte[]>>> {
    private final EventReader reader;
    private final ReleaseDesk desk;
    private final DeadLetters deadLetters;
    private final Announcer announcer;
    private final Traces traces;
    private final Clock clock;

    ArticleIntake(EventReader reader, ReleaseDesk desk, DeadLetters deadLetters, Announcer announcer,
            Traces traces, Clock clock) {
        this.reader = reader;
        this.desk = desk;
        this.deadLetters = deadLetters;
        this.announcer = announcer;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        var understood = new ArrayList<Reading.Understood>();
        var poison = new ArrayList<Reading.Poison>();
        for (var record : Incoming.each(batch)) {
            switch (reader.read(record)) {
                case Reading.Understood one -> understood.add(one);
                case Reading.Poison one -> poison.add(one);
                case Reading.Ignored _ -> {
                    // Other services' business.
                }
            }
        }
        var unprintable = new ArrayList<Reading.Understood>();
        traces.continueIn(shared(traceParents(understood)), "print edition",
                () -> unprintable.addAll(print(understood)));
        // Dead letters last: an outage before this point brings the batch again, and none would be put aside twice.
        unprintable.forEach(one -> {
            var change = one.change();
            announcer.failed(new ReleaseFailed(change.articleId(), change.sequence(),
                    "The story can't be set as a page; it was put aside with the dead letters.", clock.instant()),
                    one.record().traceParent());
            deadLetters.put(one.record(), "the story can't be set as a page");
        });
        poison.forEach(one -> deadLetters.put(one.record(), one.reason()));
    }

    /** What several traces led to belongs to none of them alone. */
    private static @Nullable String shared(Map<String, String> traceParents) {
        var distinct = Set.copyOf(traceParents.values());
        return distinct.size() == 1 ? distinct.iterator().next() : null;
    }

    private static Map<String, String> traceParents(List<Reading.Understood> understood) {
        var known = new HashMap<String, String>();
        for (var one : understood) {
            var traceParent = one.record().traceParent();
            if (traceParent != null) {
                known.put(one.change().articleId(), traceParent);
            }
        }
        return known;
    }

    /** Prints all that can be; answers what can't. */
    private List<Reading.Understood> print(List<Reading.Understood> understood) {
        var unprintable = new ArrayList<Reading.Understood>();
        while (!understood.isEmpty()) {
            try {
                desk.take(understood.stream().map(Reading.Understood::change).toList(), traceParents(understood));
                break;
            } catch (UnprintableStoryException culprit) {
                var culprits = understood.stream().filter(one -> one.change().articleId().equals(culprit.articleId())
                        && one.change().sequence() == culprit.sequence()).toList();
                if (culprits.isEmpty()) {
                    throw culprit;
                }
                unprintable.addAll(culprits);
                understood.removeAll(culprits);
            }
        }
        return unprintable;
    }
}
