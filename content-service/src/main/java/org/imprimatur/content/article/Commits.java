package org.imprimatur.content.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Claim;
import org.imprimatur.content.log.ClaimTakenException;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.Outgoing;
import org.imprimatur.content.log.SequenceTakenException;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.EventCodec;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.starter.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes a decision final, with the one insert that is also the claim of the article's slug. A slug that its article has
 * outgrown is free for whoever wants it: the log of the article that had it says so, whatever the time.
 */
@Component
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private final ArticleLog log;
    private final ArticleStates states;
    private final WordStore words;
    private final Releases releases;
    private final EventCodec codec;
    private final Traces traces;
    private final FailPoint failPoint;

    Commits(ArticleLog log, ArticleStates states, WordStore words, Releases releases, EventCodec codec, Traces traces,
            FailPoint failPoint) {
        this.log = log;
        this.states = states;
        this.words = words;
        this.releases = releases;
        this.codec = codec;
        this.traces = traces;
        this.failPoint = failPoint;
    }

    /**
     * Appends the decision.
     *
     * @param before null if the article begins
     * @param at the time for which it was decided
     * @throws SequenceTakenException if somebody else decided meanwhile, or the same request did
     * @throws SlugTakenException if the article's new slug belongs to another
     */
    Current append(@Nullable Current before, Decision decision, Actor actor, Instant at,
            Entry.@Nullable RequestKey request) throws SequenceTakenException, SlugTakenException {
        Article was = before == null ? null : before.article();
        Article after = Workflow.evolve(was, decision, actor.name(), at);
        Entry entry = Entry.following(before == null ? null : before.last(), after.id(),
                DecisionRecords.type(decision), actor.name(), at, DecisionRecords.details(decision, after),
                states.following(before == null ? null : before.last().state(), after), request);
        Outgoing event = outgoing(DecisionRecords.event(decision, was, after, actor.name(), entry.hash()));
        String slug = after.content().slug();
        words.keep(after.revisionHash(), after.content().members());
        failPoint.pass("words|entry");
        boolean held = before != null && keeps(before.article().at(at), before.release(), slug);
        append(entry, event, held ? null : Claim.first(slug));
        LOG.info("{} article {} as entry {}, revision {}, by {}", entry.type(), after.id(), after.sequence(),
                after.revision(), actor.name());
        return new Current(entry, after, before == null ? Release.NONE : before.release());
    }

    private void append(Entry entry, @Nullable Outgoing event, @Nullable Claim first)
            throws SequenceTakenException, SlugTakenException {
        Claim claim = first;
        while (true) {
            try {
                log.append(entry, event, claim);
                return;
            } catch (ClaimTakenException taken) {
                // Each turn is somebody's success: others can't keep this going for nothing.
                if (claim == null) {
                    throw new IllegalStateException(taken);
                }
                claim = afterThatOfOthers(claim, entry.article());
            }
        }
    }

    /** The next claim of a slug that its article has no use for; that article's log says so, and can't go back on it. */
    private Claim afterThatOfOthers(Claim refused, String article) throws SlugTakenException {
        String slug = refused.name();
        ArticleLog.Claimant claimant = log.claimant(slug);
        if (claimant == null) {
            return refused;
        }
        String holding = claimant.position().article();
        Entry last = log.last(holding);
        if (last != null && !holding.equals(article)) {
            Article holder = states.read(last.state());
            if (keeps(holder, releases.of(holder.id()), slug)) {
                throw new SlugTakenException(holder, slug);
            }
        }
        return claimant.claim().next();
    }

    /** An address that the site has ever answered for stays the article's own, whatever the log says of it. */
    private static boolean keeps(Article article, Release release, String slug) {
        String path = release.path();
        return article.holds(slug) || (path != null && path.endsWith("/" + slug));
    }

    /** Held to its schema here: what the contract refuses fails this request and not the relay. */
    private @Nullable Outgoing outgoing(@Nullable ArticleEvent event) {
        return event == null
                ? null
                : new Outgoing(codec.type(event), new String(codec.encode(event), UTF_8), event.occurredAt(),
                        traces.current());
    }
}
