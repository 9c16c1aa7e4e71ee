package org.imprimatur.content.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.content.log.Outgoing;
import org.imprimatur.content.log.SequenceTakenException;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.EventCodec;
import org.imprimatur.starter.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out what callers ask: reads the article, asks the workflow, and commits its decision with one insert. */
@Component
final class ArticleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ArticleDesk.class);

    private final ArticleLog log;
    private final ArticleStates states;
    private final SlugReservations slugs;
    private final Releases releases;
    private final EventCodec codec;
    private final Traces traces;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Counter draftsSaved;

    ArticleDesk(ArticleLog log, ArticleStates states, SlugReservations slugs, Releases releases, EventCodec codec,
            Traces traces, ArticleIds ids, Clock clock, MeterRegistry meters) {
        this.log = log;
        this.states = states;
        this.slugs = slugs;
        this.releases = releases;
        this.codec = codec;
        this.traces = traces;
        this.ids = ids;
        this.clock = clock;
        this.draftsSaved = Counter.builder("imprimatur.drafts.saved").description("Revisions created or edited")
                .register(meters);
    }

    /** An article as its last entry leaves it, and what the site last reported about it. */
    record Current(Entry last, Article article, Release release) {
        String tag() {
            return VersionTag.of(article, release);
        }
    }

    /** The article; a 404 problem if there is none. */
    Current read(String id) {
        Entry last = log.last(id);
        if (last == null) {
            throw ArticleProblems.noSuchArticle(id);
        }
        return current(last);
    }

    /** The steps that this person could take now. */
    Set<Action> open(Current current, Actor actor) {
        return Workflow.open(current.article(), current.release(), actor, clock.instant());
    }

    /**
     * Begins an article.
     *
     * @param contents given the new article's id, contents that differ in their slug alone; the first whose slug is
     *     free is taken
     */
    Current create(Function<String, List<ArticleContent>> contents, Actor actor, Entry.@Nullable RequestKey request) {
        String id = ids.get();
        List<ArticleContent> candidates = contents.apply(id);
        Entry repeated = repeated(actor, request);
        if (repeated != null) {
            return current(repeated);
        }
        ArticleContent first = candidates.getFirst();
        granted(Workflow.decideCreation(id, first, hash(first), actor));
        ArticleContent content = reserveFirstFree(candidates, id, actor, request);
        Decision decision = new Decision.Created(id, content, hash(content));
        return commit(null, decision, actor, request);
    }

    /**
     * Replaces the content; equal content changes nothing, and nothing is logged.
     *
     * @param replacement makes the new content, given the present slug
     */
    Current edit(String id, Function<String, ArticleContent> replacement, @Nullable String ifMatch, Actor actor) {
        Current current = readIfMatching(id, ifMatch);
        String slug = current.article().content().slug();
        ArticleContent content = replacement.apply(slug);
        Command command = new Command.Edit(content, hash(content));
        Verdict verdict = Workflow.decide(current.article(), current.release(), command, actor, clock.instant());
        if (verdict instanceof Verdict.NothingToDo) {
            return current;
        }
        Decision decision = granted(verdict);
        if (!slug.equals(content.slug()) && slugs.reserve(content.slug(), id, null) != null) {
            throw ArticleProblems.slugTaken(content.slug());
        }
        return commit(current, decision, actor, null);
    }

    /** Takes a step of the workflow. */
    Current take(String id, Command.Step step, @Nullable String ifMatch, Actor actor,
            Entry.@Nullable RequestKey request) {
        Entry repeated = repeated(actor, request);
        if (repeated != null) {
            return current(repeated);
        }
        Current current = readIfMatching(id, ifMatch);
        Decision decision = granted(
                Workflow.decide(current.article(), current.release(), step, actor, clock.instant()));
        return commit(current, decision, actor, request);
    }

    private Current commit(@Nullable Current current, Decision decision, Actor actor,
            Entry.@Nullable RequestKey request) {
        Entry last = current == null ? null : current.last();
        Article before = current == null ? null : current.article();
        Article after = Workflow.evolve(before, decision, actor.name(), notBefore(last));
        Entry entry = Entry.following(last, after.id(), DecisionRecords.type(decision), actor.name(),
                after.updatedAt(), DecisionRecords.details(decision, after), states.write(after), request);
        try {
            log.append(entry, outgoing(DecisionRecords.event(decision, after, actor.name(), entry.hash())));
        } catch (SequenceTakenException taken) {
            if (before == null) {
                slugs.giveBack(after.content().slug(), after.id());
            }
            Entry repeated = repeated(actor, request);
            if (repeated != null) {
                return current(repeated);
            }
            throw ArticleProblems.stale(read(after.id()).tag());
        }
        LOG.info("{} article {} as entry {}, revision {}, by {}", entry.type(), after.id(), after.sequence(),
                after.revision(), actor.name());
        if (decision instanceof Decision.Created || decision instanceof Decision.Edited) {
            draftsSaved.increment();
        }
        return new Current(entry, after, current == null ? Release.NONE : current.release());
    }

    /** An entry is never dated before the one it follows, whatever clocks do: the relay sends in this order. */
    private Instant notBefore(@Nullable Entry last) {
        Instant now = clock.instant();
        return last != null && last.at().isAfter(now) ? last.at() : now;
    }

    /** Held to its schema here: what the contract refuses fails this request and not the relay. */
    private @Nullable Outgoing outgoing(@Nullable ArticleEvent event) {
        return event == null
                ? null
                : new Outgoing(codec.type(event), new String(codec.encode(event), UTF_8), event.occurredAt(),
                        traces.current());
    }

    private Current readIfMatching(String id, @Nullable String ifMatch) {
        Current current = read(id);
        if (ifMatch == null) {
            throw ArticleProblems.preconditionRequired(current.tag());
        }
        if (!VersionTag.matches(ifMatch, current.article())) {
            throw ArticleProblems.stale(current.tag());
        }
        return current;
    }

    private ArticleContent reserveFirstFree(List<ArticleContent> candidates, String id, Actor actor,
            Entry.@Nullable RequestKey request) {
        String name = request == null ? null : actor.name() + " " + request.key();
        for (ArticleContent candidate : candidates) {
            SlugReservations.Holder holder = slugs.reserve(candidate.slug(), id, name);
            if (holder == null) {
                return candidate;
            }
            if (name != null && name.equals(holder.request())) {
                throw ArticleProblems.inProgress();
            }
        }
        throw ArticleProblems.slugTaken(candidates.getFirst().slug());
    }

    /** The entry that the same request has already led to. */
    private @Nullable Entry repeated(Actor actor, Entry.@Nullable RequestKey request) {
        Entry earlier = request == null ? null : log.byRequest(actor.name(), request.key());
        if (earlier != null && !Objects.equals(earlier.request(), request)) {
            throw ArticleProblems.keyReused();
        }
        return earlier;
    }

    private Current current(Entry entry) {
        return new Current(entry, states.read(entry.state()), releases.of(entry.article()));
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
