package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

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
    /** The heads that fit the filters in the version that this person may see. */
    Bson of(Filters filters) {
        if (actor.seesEverything()) {
            return and(filters.conditions(Heads.DRAFT));
        }
        if (isEditor()) {
            return within(filters, Heads.DRAFT);
        }
        Bson own = within(filters, Heads.DRAFT, eq("author", actor.name()));
        // What is public was approved, whatever has become of the draft.
        return filters.state() == null || filters.state().equals(DraftState.APPROVED.name())
                ? or(own, within(filters, Heads.PUBLIC, eq("public.shown", true), ne("author", actor.name())))
                : own;
    }

    /** The version of a head found so that this person may see. */
    Article version(Heads.Head head) {
        boolean whole = actor.seesEverything() || isEditor() || head.article().createdBy().equals(actor.name());
        return whole ? head.article() : Objects.requireNonNull(head.published());
    }

    private boolean isEditor() {
        return actor.duties().contains(Actor.Duty.EDITOR);
    }

    private Bson within(Filters filters, String version, Bson... more) {
        List<Bson> conditions = new ArrayList<>(List.of(more));
        conditions.addAll(filters.conditions(version));
        Set<String> sections = actor.sections();
        if (sections != null) {
            conditions.add(in(version + "section", sections));
        }
        return and(conditions);
    }
}
