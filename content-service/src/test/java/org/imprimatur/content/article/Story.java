package org.imprimatur.content.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An article going through a test's hands: commands in, the article after them out. */
final class Story {
    static final Actor ANNA = new Actor("anna", Set.of(Actor.Duty.AUTHOR), null);
    static final Actor BOB = new Actor("bob", Set.of(Actor.Duty.AUTHOR), null);
    static final Actor ERIK = new Actor("erik", Set.of(Actor.Duty.EDITOR), null);
    static final Actor EDITH = new Actor("edith", Set.of(Actor.Duty.EDITOR), null);
    static final Actor LENA = new Actor("lena", Set.of(Actor.Duty.LEGAL), null);
    static final List<Actor> PEOPLE = List.of(ANNA, BOB, ERIK, EDITH, LENA);

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final List<Article> past = new ArrayList<>();
    private Article article;
    private Release release = Release.NONE;
    private Instant now = START;

    private Story(Article article) {
        this.article = article;
        past.add(article);
    }

    static Story by(Actor author) {
        return by(author, content(0));
    }

    static Story by(Actor author, ArticleContent content) {
        if (Workflow.decideCreation("id", content, hash(content),
                author) instanceof Verdict.Granted(Decision decision)) {
            return new Story(Workflow.evolve(null, decision, author.name(), START));
        }
        throw new AssertionError(author + " can't begin " + content);
    }

    static ArticleContent content(int variant) {
        return content(variant, "cases", "Body " + variant);
    }

    static ArticleContent content(int variant, String section, String body) {
        return new ArticleContent("Headline " + variant, null, body, section, "slug-" + variant, List.of(), null, null,
                "en");
    }

    static Edit edit(int variant) {
        return new Edit(content(variant));
    }

    /** An edit that still has to be told when the article last had those words. */
    record Edit(ArticleContent content) {}

    /** What the desk would make of it: it looks into the log for the article as it last had those words. */
    Command.Edit command(Edit edit) {
        String hash = hash(edit.content());
        return new Command.Edit(edit.content(), hash, past.reversed().stream()
                .filter(earlier -> earlier.revisionHash().equals(hash)).findFirst().orElse(null));
    }

    static String hash(ArticleContent content) {
        return "hash of " + content;
    }

    /** Gives the command, takes over its outcome, and returns the verdict. */
    Verdict gives(Actor actor, Command command) {
        Verdict verdict = asks(actor, command);
        if (verdict instanceof Verdict.Granted(Decision decision)) {
            article = Workflow.evolve(article, decision, actor.name(), now());
            past.add(article);
        }
        return verdict;
    }

    /** What the command would come to. */
    Verdict asks(Actor actor, Command command) {
        return Workflow.decide(article, release, command, actor, now());
    }

    Verdict asks(Actor actor, Edit edit) {
        return asks(actor, command(edit));
    }

    Story then(Actor actor, Edit edit) {
        return then(actor, command(edit));
    }

    /** Gives the command, which has to be granted. */
    Story then(Actor actor, Command command) {
        Verdict verdict = gives(actor, command);
        if (!(verdict instanceof Verdict.Granted)) {
            throw new AssertionError(actor.name() + " " + command + ": " + verdict);
        }
        return this;
    }

    /** Up to the state in which editors may approve it. */
    Story submitted(Actor actor) {
        return then(actor, new Command.Submit());
    }

    Story approved(Actor actor) {
        return then(actor, new Command.Approve(null, null));
    }

    Story approved(Actor actor, @Nullable Instant releaseAt) {
        return then(actor, new Command.Approve(releaseAt, null));
    }

    Story corrected(Actor actor, String note) {
        return then(actor, new Command.Approve(null, note));
    }

    /** The site reports that it carried out the approval that is out. */
    Story released() {
        Approval approval = article.at(now()).approvals().out();
        if (approval != null && approval.sequence() > release.sequence()) {
            release = new Release(release.news() + 1, approval.sequence(), 200, approval.revision(),
                    release.edition() + 1, "/cases/" + approval.slug(), "sha256:00", approval.approvedAt(), now(), null,
                    0);
        }
        return this;
    }

    /** The site reports that it took the page away, as it was last told. */
    Story removed() {
        long takenDown = article.approvals().takenDownWith();
        long decision = Math.max(takenDown, article.approvals().withdrawnWith());
        if (decision > release.sequence()) {
            release = new Release(release.news() + 1, decision, takenDown > 0 ? 451 : 410, release.revision(),
                    release.edition() + 1, "/cases/slug", null, null, null, null, 0);
        }
        return this;
    }

    /** The site reports that it could not carry out the last decision. */
    Story failed() {
        release = new Release(release.news() + 1, release.sequence(), release.status(), release.revision(),
                release.edition(), release.path(), release.pageHash(), release.approvedAt(), release.releasedAt(),
                "The template is broken.", article.sequence());
        return this;
    }

    Story later(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    Article article() {
        return article;
    }

    Release release() {
        return release;
    }

    /** The time for which is decided: no decision is dated before the one it follows. */
    Instant now() {
        return article.updatedAt().isAfter(now) ? article.updatedAt() : now;
    }

    Set<Action> openTo(Actor actor) {
        return Workflow.open(article, release, actor, now());
    }

    Publication publication() {
        return Publication.of(article, release, now());
    }
}
