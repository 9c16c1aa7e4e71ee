package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
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
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private static final String WORDS = "words";
    /** So many articles are looked at as fast as a page of them is answered. */
    private static final int FEW = 500;

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
        // Sparse and not partial: a word is looked up by itself.
        for (String words : List.of("words", "public.words")) {
            heads().createIndex(Indexes.ascending(words), new IndexOptions().sparse(true));
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

    /**
     * The newest articles that fit any of these questions, the latest begun first.
     *
     * @param before the id after which to go on; null to begin
     */
    List<Head> find(List<Question> any, @Nullable String before, int limit) {
        List<Document> found = new ArrayList<>();
        any.forEach(question -> query(question, before, limit).into(found));
        return found.stream().sorted(Comparator.comparing((Document head) -> head.getString("_id")).reversed())
                .limit(limit).map(this::read).toList();
    }

    /**
     * The query for one of them. A word is looked up first: the few that have a rare one are then looked at one by one,
     * and a common one is met soon enough on the way from the newest. Which it is would be the database's to find out;
     * but what it found out for the last word it takes to be true of the next.
     */
    FindIterable<Document> query(Question question, @Nullable String before, int limit) {
        List<Bson> conditions = new ArrayList<>(List.of(question.wanted()));
        if (before != null) {
            conditions.add(lt("_id", before));
        }
        List<String> few = fewWithAWord(question.words());
        if (few != null) {
            conditions.add(in("_id", few));
        }
        // What is searched for need not travel.
        FindIterable<Document> query = heads().find(and(conditions))
                .projection(exclude("text", "words", "public.text", "public.words")).sort(descending("_id"))
                .limit(limit);
        return few == null ? query : query.hint(Indexes.ascending("_id"));
    }

    /** The articles with the first of these words that only a few have; null if many have each of them. */
    private @Nullable List<String> fewWithAWord(List<Bson> words) {
        for (Bson word : words) {
            List<String> found = heads().find(word).projection(include("_id")).limit(FEW)
                    .map(head -> head.getString("_id")).into(new ArrayList<>());
            if (found.size() < FEW) {
                return found;
            }
        }
        return null;
    }

    private Head read(Document head) {
        Document shown = head.get("public", Document.class);
        Document published = shown == null ? null : shown.get("article", Document.class);
        return new Head(states.read(head.get("article", Document.class)),
                published == null ? null : states.read(published));
    }

    private Document version(Article article) {
        Document version = new Document("state", article.state().name())
                .append("section", article.content().section())
                .append("article", new Document(states.write(article.withoutBody())));
        version.putAll(words(article));
        return version;
    }

    private static Document words(Article article) {
        String text = SearchText.of(article.content());
        return new Document("text", text).append("words", SearchText.indexed(text));
    }

    /** Makes findable by its words what a build without their index has put there; looks for such once and for all. */
    void indexWords() {
        if (collections.named(PROGRESS).find(eq("_id", WORDS)).first() != null) {
            return;
        }
        heads().find(exists("words", false)).forEach(head -> {
            Head read = read(head);
            Document found = new Document(words(read.article()));
            if (read.published() != null) {
                words(read.published()).forEach((name, value) -> found.append(PUBLIC + name, value));
            }
            heads().updateOne(and(eq("_id", head.getString("_id")), eq("sequence", head.getLong("sequence"))),
                    new Document("$set", found));
        });
        collections.named(PROGRESS).updateOne(eq("_id", WORDS), Updates.set("indexed", true),
                new UpdateOptions().upsert(true));
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
