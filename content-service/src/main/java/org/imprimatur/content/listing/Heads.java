package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.content.article.Article;
import org.imprimatur.content.article.ArticleStates;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.StorageSetup;
import org.springframework.stereotype.Component;

/** The collection {@code articles}: each article's newest entry, without its body, with what is searched for. */
@Component
final class Heads implements StorageSetup {
    private static final String PROGRESS = "progress";
    private static final String HEADS = "heads";

    private final Collections collections;
    private final ArticleStates states;

    Heads(Collections collections, ArticleStates states) {
        this.collections = collections;
        this.states = states;
    }

    @Override
    public void prepare() {
        // Each ends with the id: it is what pages are ordered by.
        for (String filter : List.of("state", "section", "author")) {
            heads().createIndex(Indexes.compoundIndex(Indexes.ascending(filter), descending("_id")));
        }
    }

    /** Takes in an entry unless a newer one is there already. */
    void apply(Entry entry) {
        apply(entry, heads());
    }

    /** The same, so that no failover takes it back: nobody will look for it again. */
    void applyForGood(Entry entry) {
        apply(entry, heads().withWriteConcern(WriteConcern.MAJORITY));
    }

    private void apply(Entry entry, MongoCollection<Document> heads) {
        Article article = states.read(entry.state());
        Document head = new Document("_id", entry.article())
                .append("sequence", entry.sequence())
                .append("state", article.state().name())
                .append("section", article.content().section())
                .append("author", article.createdBy())
                .append("text", SearchText.of(article.content()))
                .append("updatedAt", entry.at())
                .append("article", new Document(states.write(article.withoutBody())));
        try {
            heads.replaceOne(and(eq("_id", entry.article()), lt("sequence", entry.sequence())), head,
                    new ReplaceOptions().upsert(true));
        } catch (MongoWriteException refused) {
            // The document that is there isn't behind this entry, so the upsert tried to make a second one.
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
        }
    }

    /** The newest articles that fit, the latest begun first. */
    List<Article> find(Bson filter, int limit) {
        return heads().find(filter).sort(descending("_id")).limit(limit)
                .map(head -> states.read(head.get("article", Document.class))).into(new ArrayList<>());
    }

    /** How far the projection certainly is for each of these articles; those that it lacks are left out. */
    Map<String, Long> sequences(Collection<String> articles) {
        Map<String, Long> sequences = new HashMap<>();
        heads().withReadConcern(ReadConcern.MAJORITY).find(in("_id", articles)).projection(include("sequence"))
                .forEach(head -> sequences.put(head.getString("_id"), head.getLong("sequence")));
        return sequences;
    }

    /** Up to which time everything in the log has certainly been taken in; the epoch if that was never looked into. */
    Instant reached() {
        Document progress = collections.named(PROGRESS).find(eq("_id", HEADS)).first();
        // A list that was lost altogether has come nowhere, whatever is remembered.
        return progress == null || heads().find().limit(1).first() == null
                ? Instant.EPOCH
                : progress.getDate("reached").toInstant();
    }

    /** Remembers it, over restarts; never goes back. */
    void reached(Instant time) {
        collections.named(PROGRESS).updateOne(eq("_id", HEADS), Updates.max("reached", time),
                new UpdateOptions().upsert(true));
    }

    private MongoCollection<Document> heads() {
        // Not waited for on disk: whatever is lost is made again from the log. And read as it was just written.
        return collections.named("articles").withWriteConcern(WriteConcern.W1).withReadConcern(ReadConcern.LOCAL);
    }
}
