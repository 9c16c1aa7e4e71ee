package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.imprimatur.content.article.DraftState;
import org.imprimatur.events.rules.Checked;
import org.imprimatur.events.rules.Member;
import org.imprimatur.starter.problem.InvalidField;
import org.jspecify.annotations.Nullable;

/** What is asked for; every field narrows. */
record Filters(@Nullable String state, @Nullable String section, @Nullable String author, @Nullable String q) {
    private static final int LONGEST_QUERY = 200;
    /** Each narrows what the one before has found. */
    private static final int MOST_WORDS = 10;

    /** @param sections those that the newsroom has */
    List<InvalidField> faults(List<String> sections) {
        List<InvalidField> faults = new ArrayList<>();
        if (state != null && Arrays.stream(DraftState.values()).noneMatch(known -> known.name().equals(state))) {
            faults.add(new InvalidField("state", "is none of " + Arrays.toString(DraftState.values())));
        }
        if (section != null && !sections.contains(section)) {
            faults.add(new InvalidField("section", "is none of " + sections));
        }
        if (author != null && !(Member.PERSON.check(author) instanceof Checked.Taken(String name) && !name.isEmpty())) {
            faults.add(new InvalidField("author", "is no name"));
        }
        if (q != null && q.length() > LONGEST_QUERY) {
            faults.add(new InvalidField("q", "is longer than " + LONGEST_QUERY + " characters"));
        } else if (q != null && SearchText.terms(q).size() > MOST_WORDS) {
            faults.add(new InvalidField("q", "has more than " + MOST_WORDS + " words"));
        } else if (q != null && !q.isBlank() && SearchText.terms(q).isEmpty()) {
            faults.add(new InvalidField("q", "has nothing in it to look for"));
        }
        return faults;
    }

    /**
     * The same as conditions on heads; on the state only of drafts, since what is public is approved.
     *
     * @param version where in a head the version lies that is looked at, see {@link Heads}
     */
    List<Bson> conditions(String version) {
        List<Bson> conditions = new ArrayList<>();
        if (version.equals(Heads.DRAFT)) {
            // Whoever gave a draft up doesn't want to meet it again, unless they ask for such.
            conditions.add(state == null ? ne("state", DraftState.DISCARDED.name()) : eq("state", state));
        }
        if (section != null) {
            conditions.add(eq(version + "section", section));
        }
        if (author != null) {
            conditions.add(eq("author", author));
        }
        conditions.addAll(words(version));
        for (SearchText.Term term : terms()) {
            if (!term.isBeginningOfWord()) {
                // Quoted: a searcher's word is no pattern, and none that runs for ever.
                conditions.add(regex(version + "text", Pattern.quote(term.text())));
            }
        }
        return conditions;
    }

    /** Those of the conditions that are about words of the index. */
    List<Bson> words(String version) {
        List<SearchText.Term> terms = terms();
        List<Bson> words = new ArrayList<>();
        // Letters and digits alone: patterns that an index can be asked by.
        terms.forEach(term -> term.tokens().forEach(token -> words.add(regex(version + "words", "^" + token))));
        if (words.isEmpty() && !terms.isEmpty()) {
            // Signs alone are in no index, and no reason to look at every article.
            words.add(eq(version + "words", ""));
        }
        return words;
    }

    private List<SearchText.Term> terms() {
        return q == null ? List.of() : SearchText.terms(q);
    }
}
