package org.imprimatur.content.article;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Deliveries;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.content.log.SequenceTakenException;
import org.imprimatur.starter.clock.DatabaseClock;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out what callers ask: reads the article, asks the workflow, and commits its decision with one insert. */
@Component
final class ArticleDesk {
    /** How long a revocation waits for the broker's word before the answer says that it isn't certain. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ArticleLog log;
    private final ArticleStates states;
    private final Commits commits;
    private final Deliveries deliveries;
    private final Reading reading;
    private final Supplier<String> ids;
    private final Clock clock;
    private final DatabaseClock witness;
    private final Counter draftsSaved;

    ArticleDesk(ArticleLog log, ArticleStates states, Commits commits, Deliveries deliveries, Reading reading,
            ArticleIds ids, Clock clock, DatabaseClock witness, MeterRegistry meters) {
        this.log = log;
        this.states = states;
        this.commits = commits;
        this.deliveries = deliveries;
        this.reading = reading;
        this.ids = ids;
        this.clock = clock;
        this.witness = witness;
        this.draftsSaved = Counter.builder("imprimatur.drafts.saved").description("Revisions created or edited")
                .register(meters);
    }

    /** The steps that this person could take now. */
    Set<Action> open(Current current, Actor actor) {
        return Workflow.open(current.article(), current.release(), actor, now(current));
    }

    /**
     * Begins an article.
     *
     * @param contents given the new article's id, contents that differ in their slug alone; the first whose slug is
     *     free is taken
     */
    Outcome create(Function<String, List<ArticleContent>> contents, Actor actor, Entry.@Nullable RequestKey request) {
        String id = ids.get();
        List<ArticleContent> candidates = contents.apply(id);
        return once(actor, request, () -> {
            ArticleContent first = candidates.getFirst();
            granted(Workflow.decideCreation(id, first, hash(first), actor));
            return begin(id, candidates, actor, request);
        });
    }

    /**
     * Replaces the content. Equal content changes nothing and nothing is logged, whatever version it was meant for: the
     * answer to an earlier sending may have been lost.
     *
     * @param replacement makes the new content, given the present one
     */
    Outcome edit(String id, UnaryOperator<ArticleContent> replacement, @Nullable String ifMatch, Actor actor) {
        Current current = reading.whole(id, actor);
        if (ifMatch == null) {
            throw ArticleProblems.preconditionRequired(current.tag());
        }
        ArticleContent present = current.article().content();
        ArticleContent content = replacement.apply(present).withOthers(present.others());
        String hash = hash(content);
        Instant now = now(current);
        boolean same = hash.equals(current.article().revisionHash());
        if (!same && !VersionTag.matches(ifMatch, current.article())) {
            throw ArticleProblems.stale(current.tag());
        }
        Verdict verdict = decide(current, new Command.Edit(content, hash, same ? null : earlier(id, hash)), actor, now);
        if (verdict instanceof Verdict.NothingToDo) {
            return again(current);
        }
        Decision decision = granted(verdict);
        try {
            Current after = commits.append(current, decision, actor, now, null);
            draftsSaved.increment();
            return outcome(current, decision, after);
        } catch (SequenceTakenException taken) {
            Current others = reading.head(id);
            if (others.article().revisionHash().equals(hash)) {
                return again(others);
            }
            throw ArticleProblems.stale(others.tag());
        } catch (SlugTakenException taken) {
            throw ArticleProblems.slugTaken(taken);
        }
    }

    /** Takes a step of the workflow. */
    Outcome take(String id, Command.Step step, @Nullable String ifMatch, Actor actor,
            Entry.@Nullable RequestKey request) {
        return once(actor, request, () -> {
            Current current = readIfMatching(id, step.action(), ifMatch, actor);
            Instant now = now(current);
            Decision decision = granted(decide(current, step, actor, now));
            ContentRules.requireSendable(decision, current.article().at(now));
            try {
                return outcome(current, decision, commits.append(current, decision, actor, now, request));
            } catch (SequenceTakenException taken) {
                throw ArticleProblems.stale(reading.head(id).tag());
            } catch (SlugTakenException impossible) {
                throw new IllegalStateException("A step claims no slug", impossible);
            }
        });
    }

    /**
     * Does the work unless the same request has already been seen to. A refusal is looked into before it is given: an
     * earlier sending may have been kept between the look for its key and the look at the article.
     */
    private Outcome once(Actor actor, Entry.@Nullable RequestKey request, Supplier<Outcome> work) {
        Entry repeated = repeated(actor, request);
        if (repeated != null) {
            return replay(repeated);
        }
        try {
            return work.get();
        } catch (ProblemException refusal) {
            Entry kept = repeatedAfter(refusal, actor, request);
            if (kept == null) {
                throw refusal;
            }
            return replay(kept);
        }
    }

    private Outcome begin(String id, List<ArticleContent> candidates, Actor actor,
            Entry.@Nullable RequestKey request) {
        ProblemException refusal = null;
        for (ArticleContent content : candidates) {
            try {
                Current begun = commits.append(null, new Decision.Created(id, content, hash(content)), actor,
                        clock.instant(), request);
                draftsSaved.increment();
                return Outcome.of(begun);
            } catch (SlugTakenException taken) {
                refusal = ArticleProblems.slugTaken(taken);
            } catch (SequenceTakenException taken) {
                throw ArticleProblems.inProgress();
            }
        }
        throw Objects.requireNonNull(refusal);
    }

    /** The entry that the same request has already led to. */
    private @Nullable Entry repeated(Actor actor, Entry.@Nullable RequestKey request) {
        Entry earlier = request == null ? null : log.byRequest(actor.name(), request.key());
        if (earlier != null && !Objects.equals(earlier.request(), request)) {
            throw ArticleProblems.keyReused();
        }
        return earlier;
    }

    private @Nullable Entry repeatedAfter(ProblemException refusal, Actor actor, Entry.@Nullable RequestKey request) {
        try {
            return repeated(actor, request);
        } catch (MongoException away) {
            // What was known before the database went away is more than what this says.
            refusal.addSuppressed(away);
            return null;
        }
    }

    private Outcome replay(Entry entry) {
        Current then = reading.at(entry);
        Current present = reading.head(entry.article());
        return new Outcome(then, isCertain(then), present.last().sequence() > entry.sequence() ? present : null);
    }

    /** An edit whose words are there already; the one that brought them may have taken back an approval. */
    private Outcome again(Current current) {
        return new Outcome(current, isCertain(current), null);
    }

    /**
     * Whether what an entry decided can't fail any more. A revocation can until the broker is known to have had it
     * before the approval was due; if it came later, until the site has said what became of it.
     */
    private boolean isCertain(Current current) {
        Entry entry = current.last();
        if (!DecisionRecords.revokes(entry) || current.release().sequence() >= entry.sequence()) {
            return true;
        }
        Entry before = log.find(entry.article(), entry.sequence() - 1);
        Approval revoked = before == null ? null : states.read(before.state()).approvals().waiting();
        Instant sent = log.sentAt(entry);
        return revoked == null || (sent != null && sent.isBefore(revoked.due()));
    }

    /** A revocation is certain once the broker has it before the approval was due, by this clock and another one. */
    private Outcome outcome(Current before, Decision decision, Current after) {
        Approval revoked = before.article().approvals().waiting();
        boolean revokes = decision instanceof Decision.ApprovalRevoked
                || (decision instanceof Decision.Edited edited && edited.voidsApproval());
        if (!revokes || revoked == null) {
            return Outcome.of(after);
        }
        try {
            Duration left = Duration.between(clock.instant(), revoked.due());
            boolean sent = deliveries.await(after.last(), left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
            return new Outcome(after, sent && clock.instant().isBefore(revoked.due())
                    && witness.get().isBefore(revoked.due()), null);
        } catch (MongoException away) {
            // It is kept; only whether the broker has it can't be seen now.
            return new Outcome(after, false, null);
        }
    }

    private @Nullable Article earlier(String id, String hash) {
        Entry entry = log.lastWith(id, hash);
        return entry == null ? null : states.read(entry.state());
    }

    private Verdict decide(Current current, Command command, Actor actor, Instant now) {
        return Workflow.decide(current.article(), current.release(), command, actor, now);
    }

    /**
     * The time for which is decided. An entry is never dated before the one it follows, whatever clocks do: the relay
     * sends in this order. And once the site shows an approval, it was due, whatever this clock says.
     */
    private Instant now(Current current) {
        Instant now = clock.instant();
        Instant last = current.last().at();
        Approval waiting = current.article().approvals().waiting();
        if (waiting != null && current.release().live() && current.release().sequence() == waiting.sequence()) {
            last = waiting.due();
        }
        return last.isAfter(now) ? last : now;
    }

    private Current readIfMatching(String id, Action action, @Nullable String ifMatch, Actor actor) {
        Current current = reading.whole(id, actor);
        if (ifMatch == null) {
            throw ArticleProblems.preconditionRequired(current.tag());
        }
        if (action == Action.APPROVE && !VersionTag.isOne(ifMatch)) {
            throw ArticleProblems.versionRequired(current.tag());
        }
        if (!VersionTag.matches(ifMatch, current.article())) {
            throw ArticleProblems.stale(current.tag());
        }
        return current;
    }

    private static Decision granted(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted(Decision decision) -> decision;
            case Verdict.Refused refused -> throw ArticleProblems.refused(refused);
            case Verdict.NothingToDo() -> throw new IllegalStateException("Only an edit can come to nothing");
        };
    }

    private static String hash(ArticleContent content) {
        return EntryHash.overJson(content.members());
    }
}
