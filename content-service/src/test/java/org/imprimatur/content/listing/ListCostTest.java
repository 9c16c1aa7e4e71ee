package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.mongodb.ExplainVerbosity;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.imprimatur.content.RunningService;
import org.imprimatur.content.article.Actor;
import org.imprimatur.content.article.Actor.Duty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a page of a list costs follows its length, and not how many articles there are. */
class ListCostTest extends RunningService {
    private static final int ARTICLES = 5_000;
    private static final int PAGE = 20;
    private static final List<String> SECTIONS = List.of("ip-news", "alerts", "articles", "cases", "links");
    private static final Filters NONE = new Filters(null, null, null, null);

    @Autowired
    private MongoClient database;

    @Autowired
    private Heads articles;

    @BeforeEach
    void fill() {
        List<Document> heads = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            boolean isPublic = i % 3 != 0;
            String section = SECTIONS.get(i % SECTIONS.size());
            String state = i % 1_000 == 7 ? "IN_REVIEW" : isPublic ? "APPROVED" : "DRAFT";
            Document head = new Document("_id", String.format("cost-%06d", i)).append("sequence", 1L)
                    .append("state", state).append("section", section).append("author", "author-" + i % 50)
                    .append("text", "words about (rare" + i + ")").append("words", words(i));
            heads.add(isPublic
                    ? head.append("public", new Document("shown", true).append("state", "APPROVED")
                            .append("section", section).append("text", "words about (rare" + i + ")")
                            .append("words", words(i)))
                    : head);
        }
        heads().insertMany(heads);
    }

    @AfterEach
    void empty() {
        heads().deleteMany(regex("_id", "^cost-"));
    }

    @Test
    void aPageLooksAtFewMoreArticlesThanItShows() {
        Actor author = actor(Duty.AUTHOR, null);
        Actor limitedAuthor = actor(Duty.AUTHOR, Set.of("cases", "alerts"));
        Actor editor = actor(Duty.EDITOR, null);
        Actor limitedEditor = actor(Duty.EDITOR, Set.of("cases", "alerts"));
        for (Actor actor : List.of(author, limitedAuthor, editor, limitedEditor, actor(Duty.LEGAL, null))) {
            assertThat(examined(actor, NONE)).as("%s", actor).isLessThan(10 * PAGE);
            assertThat(examined(actor, new Filters(null, "cases", null, null))).as("section, %s", actor)
                    .isLessThan(10 * PAGE);
            assertThat(examined(actor, new Filters(null, null, "author-2", null))).as("author, %s", actor)
                    .isLessThan(10 * PAGE);
            assertThat(examined(actor, new Filters("IN_REVIEW", null, null, null))).as("rare state, %s", actor)
                    .isLessThan(10 * PAGE);
        }
    }

    @Test
    void aSearchLooksAtFewMoreArticlesThanItFindsOrShows() {
        for (Actor actor : List.of(actor(Duty.AUTHOR, null), actor(Duty.AUTHOR, Set.of("cases", "alerts")),
                actor(Duty.EDITOR, null), actor(Duty.EDITOR, Set.of("cases", "alerts")), actor(Duty.LEGAL, null))) {
            for (String query : List.of("rare3001", "rare30 words", "words", "about words", "nowhere", "words nowhere",
                    "(rare3002)", "++")) {
                assertThat(examined(actor, new Filters(null, null, null, query))).as("%s, %s", query, actor)
                        .isLessThan(30 * PAGE);
            }
        }
    }

    private static List<String> words(int number) {
        return List.of("words", "about", "rare" + number);
    }

    private int examined(Actor actor, Filters filters) {
        try {
            int examined = 0;
            for (Question question : new Scope(actor).of(filters)) {
                Document explained = articles.query(question, "cost-004000", PAGE + 1)
                        .explain(ExplainVerbosity.EXECUTION_STATS);
                examined += explained.get("executionStats", Document.class).getInteger("totalDocsExamined");
            }
            return examined;
        } catch (MongoCommandException standIn) {
            assumeFalse(true, "the stand-in explains nothing: " + standIn.getErrorMessage());
            return 0;
        }
    }

    private static Actor actor(Duty duty, @Nullable Set<String> sections) {
        return new Actor("author-1", Set.of(duty), sections);
    }

    private MongoCollection<Document> heads() {
        return database.getDatabase(DATABASE).getCollection("articles");
    }
}
