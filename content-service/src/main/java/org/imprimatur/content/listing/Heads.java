package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
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
import org.imprimatur.content.article.Release;
import org.imprimatur.content.article.Releases;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.StorageSetup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The collection {@code articles}: each article's newest entry, without its body, with what is searched for; and the
 * same of the revision that readers see, in the member {@code public}. Each member is set by itself, so that none is
 * lost that another build has put there.
 */
@Component
final class Heads implements StorageSetup {
    /** Where the working draft's fields lie in a head: beside the article's own. */
    static final String DRAFT = "";
    /** Where those of the public revision lie. */
    static final String PUBLIC = "public.";

    private static final Bson SHOWN = eq("public.shown", true);
    private static final String PROGRESS = "progress";
    private static final String HEADS = "heads";

    private final Collections collections;
    private final ArticleStates states;
    private final ArticleLog log;
    private final Releases releases;

    Heads(Collections collections, ArticleStates states, ArticleLog log, Releases releases) {
        this.collections = collections;
        this.states = states;
        this.log = log;
        this.releases = releases;
    }

    @Override
    public void prepare() {
        // Each ends with the id: it is what pages are ordered by.
        for (String filter : List.of("state", "section", "author")) {
            heads().createIndex(Indexes.compoundIndex(Indexes.ascending(filter), descending("_id")));
        }
        // No draft is in these, so that saving one costs nothing there.
        for (String filter : List.of("public.shown", "public.section")) {
            heads().createIndex(Indexes.compoundIndex(Indexes.ascending(filter), descending("_id")),
                    new IndexOptions().name("shown by " + filter).partialFilterExpression(SHOWN));
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
        Document head = version(article).append("sequence", entry.sequence())
                .append("author", article.createdBy())
                .append("updatedAt", entry.at());
        try {
            heads.updateOne(and(eq("_id", entry.article()), lt("sequence", entry.sequence())),
                    new Document("$set", head), new UpdateOptions().upsert(true));
        } catch (MongoWriteException refused) {
            // The document that is there isn't behind this entry, so the upsert tried to make a second one.
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
        }
    }

    /** Takes in what the public site has reported last, for good, unless newer news are there already. */
    void publish(String article) {
        Release release = releases.of(article);
        Entry approval = release.live() ? log.find(article, release.sequence()) : null;
        Document shown = approval == null
                ? new Document("shown", false)
                : version(states.read(approval.state())).append("shown", true);
        heads().withWriteConcern(WriteConcern.MAJORITY).updateOne(
                and(eq("_id", article), or(lt("public.news", release.news()), eq("public.news", null))),
                Updates.set("public", shown.append("news", release.news())));
    }

    /**
     * An article in a list.
     *
     * @param published the revision that readers see; null if they see none
     */
    record Head(Article article, @Nullable Article published) {}

    /** The newest articles that fit, the latest begun first. */
    List<Head> find(Bson filter, int limit) {
        // What is searched for need not travel.
        return heads().find(filter).projection(exclude("text", "public.text")).sort(descending("_id")).limit(limit)
                .map(this::read).into(new ArrayList<>());
    }

    private Head read(Document head) {
        Document shown = head.get("public", Document.class);
        Document published = shown == null ? null : shown.get("article", Document.class);
        return new Head(states.read(head.get("article", Document.class)),
                published == null ? null : states.read(published));
    }

    private Document version(Article article) {
        return new Document("state", article.state().name())
                .append("section", article.content().section())
                .append("text", SearchText.of(article.content()))
                .append("article", new Document(states.write(article.withoutBody())));
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
