package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.conversions.Bson;
import org.imprimatur.content.article.Actor;
import org.imprimatur.content.article.Article;
import org.imprimatur.content.article.DraftState;

/**
 * What a list may show to somebody: drafts as they stand to those who may see them, to other authors what is public of
 * an article, and that alone: no filter looks at a draft that they can't read, so that none tells what is in it.
 */
record Scope(Actor actor) {
    /** The heads that fit the filters in the version that this person may see, by questions of which no head fits two. */
    List<Question> of(Filters filters) {
        if (actor.seesEverything()) {
            return List.of(new Question(and(filters.conditions(Heads.DRAFT)), filters.words(Heads.DRAFT)));
        }
        if (isEditor()) {
            return List.of(within(filters, Heads.DRAFT));
        }
        Question own = within(filters, Heads.DRAFT, eq("author", actor.name()));
        // What is public was approved, whatever has become of the draft.
        return filters.state() == null || filters.state().equals(DraftState.APPROVED.name())
                ? List.of(own, within(filters, Heads.PUBLIC, eq("public.shown", true), ne("author", actor.name())))
                : List.of(own);
    }

    /** The version of a head found so that this person may see. */
    Article version(Heads.Head head) {
        boolean whole = actor.seesEverything() || isEditor() || head.article().createdBy().equals(actor.name());
        return whole ? head.article() : Objects.requireNonNull(head.published());
    }

    private boolean isEditor() {
        return actor.duties().contains(Actor.Duty.EDITOR);
    }

    private Question within(Filters filters, String version, Bson... more) {
        List<Bson> conditions = new ArrayList<>(List.of(more));
        conditions.addAll(filters.conditions(version));
        Set<String> sections = actor.sections();
        if (sections != null) {
            conditions.add(in(version + "section", sections));
        }
        return new Question(and(conditions), filters.words(version));
    }
}
