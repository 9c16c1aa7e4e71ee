package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.PathChange;

import org.imprimatur.starter.storage.Durability;

import org.imprimatur.publishing.edition.ArticleEvents;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.EditionDocuments;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import org.bson.Document;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.publishing.site.Story;

/**
 * The fold's result so far, kept so that a start needn't read every edition ever rendered. Written after the commit, off
 * the readers' way; what a crash left out is repaired by the next start, which replays the editions after the marker.
 *
 * <p>Every instance writes every edition it shows, in order, as it stood right after it, and a document never gives way
 * to an older one; so the marker of any of them vouches for all editions up to it. A document may be newer than the
 * marker: replaying what it already holds changes nothing.
 */
final class SiteProjection implements PublicSite.Texts {
    private static final int AT_ONCE = 200;
    private static final String MARKER = "site";
    private static final String STAMP = "edition";

    private record Waiting(Edition edition, SiteVersion version) {}

    private final MongoCollection<Document> articles;
    private final MongoCollection<Document> stories;
    private final MongoCollection<Document> places;
    private final MongoCollection<Document> markers;
    private final ArticleDocuments documents;
    private final ConcurrentLinkedDeque<Waiting> waiting = new ConcurrentLinkedDeque<>();

    SiteProjection(MongoDatabase database, ArticleEvents events) {
        articles = Durability.collection(database, "articles");
        stories = Durability.collection(database, "stories");
        places = Durability.collection(database, "places");
        markers = Durability.collection(database, "markers");
        documents = new ArticleDocuments(stories, new EditionDocuments(events));
    }

    /** Has the edition written down later, with the site as it left it. */
    void shown(Edition edition, SiteVersion version) {
        waiting.add(new Waiting(edition, version));
    }

    /** Writes what is waiting. Answers whether more is. */
    boolean write() {
        var batch = waiting.stream().limit(AT_ONCE).toList();
        if (batch.isEmpty()) {
            return false;
        }
        // As it stood right after the last of them, whatever has been shown since.
        var version = batch.getLast().version();
        var ids = new LinkedHashSet<String>();
        var paths = new LinkedHashSet<String>();
        var approvals = new ArrayList<WriteModel<Document>>();
        for (var one : batch) {
            one.edition().causes().stream().map(ArticleChange::articleId).forEach(ids::add);
            one.edition().changes().stream().map(PathChange::path).forEach(paths::add);
            EditionDocuments.approvals(one.edition()).stream().map(ArticleDocuments::story).forEach(approvals::add);
        }
        // Words before what names them, and the marker after all it vouches for.
        Durability.write(stories, approvals);
        Durability.write(articles, ids.stream().flatMap(id -> version.state().article(id).stream())
                .map(article -> unlessNewer(article.articleId(), ArticleDocuments.write(article, version.number()),
                        version))
                .toList());
        Durability.write(places,
                paths.stream().map(path -> version.placed().getOrDefault(path, PathChange.removed(path)))
                        .map(place -> unlessNewer(place.path(), EditionDocuments.write(place), version)).toList());
        markers.updateOne(Filters.eq("_id", MARKER), Updates.max(STAMP, version.number()),
                new UpdateOptions().upsert(true));
        batch.forEach(waiting::remove);
        return !waiting.isEmpty();
    }

    /** The edition up to which the rest is complete; read it before the rest. */
    long edition() {
        var marker = markers.find(Filters.eq("_id", MARKER)).first();
        return marker == null ? 0 : marker.getLong(STAMP);
    }

    /** @throws RuntimeException of whatever kind if one of them can't be read: then the editions have to tell */
    List<SiteArticle> articles() {
        return documents.read(articles.find().into(new ArrayList<>()));
    }

    /** The texts of those stories, as far as they are kept; by {@link Story#key}. */
    @Override
    public Map<String, String> bodies(Collection<Story> stories) {
        var wanted = stories.stream().map(Story::key).collect(Collectors.toCollection(LinkedHashSet::new));
        var found = new HashMap<String, String>();
        // What isn't written yet, and only then what is: so nothing is missed that is written meanwhile.
        for (var one : waiting) {
            for (var approved : EditionDocuments.approvals(one.edition())) {
                if (wanted.remove(approved.story().key())) {
                    found.put(approved.story().key(), approved.body());
                }
            }
        }
        found.putAll(documents.bodies(wanted));
        return found;
    }

    /** What stood at each path; removed paths included. */
    List<PathChange> places() {
        return places.find().map(EditionDocuments::readChange).into(new ArrayList<>());
    }

    /**
     * Forgets what is written down, since it can't be right; the marker first, so that nothing vouches for the rest any
     * more. The words stay: they are never wrong, only missing or there.
     */
    void clear() {
        waiting.clear();
        markers.deleteOne(Filters.eq("_id", MARKER));
        articles.deleteMany(new Document());
        places.deleteMany(new Document());
    }

    /** Whether enough waits for a write of its own. */
    boolean isFull() {
        return waiting.size() >= AT_ONCE;
    }

    /** Members that this build doesn't know stay as a newer one left them. */
    private static WriteModel<Document> unlessNewer(String id, Document document, SiteVersion version) {
        return new UpdateOneModel<>(Filters.and(Filters.eq("_id", id), Filters.lt(STAMP, version.number())),
                new Document("$set", document.append(STAMP, version.number())), new UpdateOptions().upsert(true));
    }
}
