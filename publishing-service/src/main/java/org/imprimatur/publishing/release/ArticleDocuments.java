package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.EditionDocuments;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.publishing.site.SiteArticle.Place;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.imprimatur.publishing.site.Standing;
import org.imprimatur.publishing.site.Story;
import org.pcollections.Empty;

/** What the site knows of articles, as MongoDB keeps it. Their stories lie apart, as the events that approved them. */
final class ArticleDocuments {
    private static final int AT_ONCE = 500;
    private static final String EXCERPT = "excerpt";

    private final MongoCollection<Document> stories;
    private final EditionDocuments events;

    ArticleDocuments(MongoCollection<Document> stories, EditionDocuments events) {
        this.stories = stories;
        this.events = events;
    }

    /** Written once: an event never changes. Beside it, the excerpt that today's look makes of it. */
    static WriteModel<Document> story(Approved approved) {
        return new UpdateOneModel<>(Filters.eq("_id", approved.story().key()),
                new Document("$setOnInsert", new Document("event", EditionDocuments.write(approved.event()))
                        .append(EXCERPT, excerpt(approved.story()))),
                new UpdateOptions().upsert(true));
    }

    private static Document excerpt(Story story) {
        return new Document("look", SitePages.TEMPLATE_VERSION).append("text", story.excerpt());
    }

    /** The texts of those stories, as far as they are there. */
    Map<String, String> bodies(Collection<String> keys) {
        var found = new HashMap<String, String>();
        var wanted = List.copyOf(keys);
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            stories.find(Filters.in("_id", wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE))))
                    .forEach(document -> found.put(document.getString("_id"),
                            events.readApproval(document.get("event", Document.class), "").body()));
        }
        return found;
    }

    /** @param edition after which it is as it is written */
    static Document write(SiteArticle article, long edition) {
        var story = article.story();
        return new Document("fence", article.fence()).append("standing", article.standing().name())
                .append("story", story == null ? null : story.sequence())
                .append("waiting", article.waiting().stream().map(Waiting::sequence).toList())
                .append("formerPaths", new ArrayList<>(article.formerPaths()))
                .append("places", article.places().stream().map(ArticleDocuments::write).toList())
                // An earlier build leaves both as they are, and the edition tells that it wrote the rest since.
                .append("placesAsOf", edition);
    }

    private static Document write(Place place) {
        return new Document("section", place.section().slug()).append("date", place.date().toString())
                .append("edition", place.edition()).append("cause", place.cause());
    }

    private static List<Place> places(Document article) {
        var asOf = article.getLong("placesAsOf");
        if (asOf == null || !asOf.equals(article.getLong("edition"))) {
            throw new EarlierDocumentException(article.getString("_id"));
        }
        return article.getList("places", Document.class).stream().map(place -> new Place(
                Section.ofSlug(place.getString("section")).orElseThrow(IllegalStateException::new),
                Instant.parse(place.getString("date")), place.getLong("edition"), place.getInteger("cause"))).toList();
    }

    List<SiteArticle> read(List<Document> articles) {
        var found = new ArrayList<SiteArticle>(articles.size());
        for (int from = 0; from < articles.size(); from += AT_ONCE) {
            var some = articles.subList(from, Math.min(articles.size(), from + AT_ONCE));
            var approvals = approvals(some);
            some.forEach(document -> found.add(read(document, approvals)));
        }
        return found;
    }

    private Map<String, Waiting> approvals(List<Document> articles) {
        Set<String> keys = new LinkedHashSet<>();
        for (var article : articles) {
            sequences(article).forEach(sequence -> keys.add(key(article.getString("_id"), sequence)));
        }
        var found = new HashMap<String, Waiting>();
        var mended = new ArrayList<WriteModel<Document>>();
        stories.find(Filters.in("_id", keys)).forEach(document -> {
            var approved = approved(document, mended);
            found.put(document.getString("_id"), new Waiting(approved.story(), approved.traceParent()));
        });
        if (!mended.isEmpty()) {
            stories.bulkWrite(mended, new BulkWriteOptions().ordered(false));
        }
        return found;
    }

    /** An excerpt that another look made is made anew, and kept: the next start need not read Markdown. */
    private Approved approved(Document document, List<WriteModel<Document>> mended) {
        var event = document.get("event", Document.class);
        var excerpt = document.get(EXCERPT, Document.class);
        if (excerpt != null && SitePages.TEMPLATE_VERSION.equals(excerpt.getString("look"))) {
            return events.readApproval(event, excerpt.getString("text"));
        }
        if (!(events.readEvent(event) instanceof Approved approved)) {
            throw new IllegalStateException("No approval: " + document.getString("_id"));
        }
        mended.add(new UpdateOneModel<>(Filters.eq("_id", document.getString("_id")),
                new Document("$set", new Document(EXCERPT, excerpt(approved.story())))));
        return approved;
    }

    private static List<Long> sequences(Document article) {
        var sequences = new ArrayList<>(article.getList("waiting", Long.class));
        if (article.getLong("story") != null) {
            sequences.add(article.getLong("story"));
        }
        return sequences;
    }

    private static SiteArticle read(Document article, Map<String, Waiting> approvals) {
        String articleId = article.getString("_id");
        Long story = article.getLong("story");
        return new SiteArticle(articleId, article.getLong("fence"), Standing.valueOf(article.getString("standing")),
                story == null ? null : approval(articleId, story, approvals).story(),
                Empty.<String>sortedSet().plusAll(article.getList("formerPaths", String.class)),
                Empty.<Waiting>vector().plusAll(article.getList("waiting", Long.class).stream()
                        .map(sequence -> approval(articleId, sequence, approvals)).toList()),
                places(article));
    }

    private static Waiting approval(String articleId, long sequence, Map<String, Waiting> approvals) {
        String id = key(articleId, sequence);
        return Objects.requireNonNull(approvals.get(id), () -> "The words of " + id + " are missing");
    }

    private static String key(String articleId, long sequence) {
        return articleId + "/" + sequence;
    }
}
