package org.imprimatur.publishing.edition;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.publishing.site.Standing;

/**
 * The fold's result so far, kept so that a start needn't read every edition ever printed. Written after the commit, off
 * the readers' way; what a crash left out is repaired by the next start, which replays the editions after the marker.
 *
 * <p>Every instance writes every edition it shows, in order, and a document never gives way to an older one; so the
 * marker of any of them vouches for all editions up to it.
 */
final class SiteProjection implements EditionListener {
    private static final int DUPLICATE_KEY = 11_000;
    private static final int AT_ONCE = 200;
    private static final String MARKER = "site";

    private final MongoCollection<Document> articles;
    private final MongoCollection<Document> places;
    private final MongoCollection<Document> markers;
    private final ConcurrentLinkedDeque<Edition> waiting = new ConcurrentLinkedDeque<>();

    SiteProjection(MongoDatabase database) {
        articles = database.getCollection("articles");
        places = database.getCollection("places");
        markers = database.getCollection("markers");
    }

    @Override
    public void shown(Edition edition) {
        waiting.add(edition);
    }

    /** Writes what is waiting. Answers whether more is. */
    boolean write(Function<Collection<String>, List<SiteArticle>> current) {
        var batch = waiting.stream().limit(AT_ONCE).toList();
        if (batch.isEmpty()) {
            return false;
        }
        long upTo = batch.getLast().number();
        var ids = new LinkedHashSet<String>();
        var changed = new LinkedHashMap<String, Document>();
        for (var edition : batch) {
            edition.causes().stream().map(ArticleChange::articleId).forEach(ids::add);
            edition.changes().forEach(change -> changed.put(change.path(),
                    EditionDocuments.write(change).append("_id", change.path()).append("edition", edition.number())));
        }
        replaceOlder(articles, current.apply(ids).stream().map(SiteProjection::write).toList(), "fence");
        replaceOlder(places, changed.values(), "edition");
        markers.updateOne(Filters.eq("_id", MARKER), Updates.max("edition", upTo), new UpdateOptions().upsert(true));
        batch.forEach(waiting::remove);
        return !waiting.isEmpty();
    }

    /** The edition up to which the rest is complete. */
    long edition() {
        var marker = markers.find(Filters.eq("_id", MARKER)).first();
        return marker == null ? 0 : marker.getLong("edition");
    }

    void articles(Consumer<SiteArticle> reader) {
        articles.find().map(SiteProjection::read).forEach(reader);
    }

    void places(Consumer<PathChange> reader) {
        places.find().map(EditionDocuments::readChange).forEach(reader);
    }

    private static void replaceOlder(MongoCollection<Document> collection, Collection<Document> documents,
            String stamp) {
        if (documents.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = documents.stream().<WriteModel<Document>>map(
                document -> new ReplaceOneModel<>(Filters.and(Filters.eq("_id", document.get("_id")),
                        Filters.lt(stamp, document.get(stamp))), document, new ReplaceOptions().upsert(true)))
                .toList();
        try {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            // The upsert of a document that is there and not older: nothing to do.
            if (failure.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }

    private static Document write(SiteArticle article) {
        var story = article.story();
        return new Document("_id", article.articleId()).append("fence", article.fence())
                .append("standing", article.standing().name())
                .append("story", story == null ? null : StoryDocuments.write(story))
                .append("formerPaths", new ArrayList<>(article.formerPaths()));
    }

    private static SiteArticle read(Document document) {
        var story = document.get("story", Document.class);
        return new SiteArticle(document.getString("_id"), document.getLong("fence"),
                Standing.valueOf(document.getString("standing")), story == null ? null : StoryDocuments.read(story),
                new TreeSet<>(document.getList("formerPaths", String.class)));
    }
}
