package org.imprimatur.publishing.edition;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.Decision;
import org.imprimatur.publishing.site.ArticleChange.Due;
import org.imprimatur.publishing.site.ArticleChange.GivenUp;
import org.imprimatur.publishing.site.SignedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Editions as MongoDB keeps them, written out by hand: what was published years ago has to be readable whatever its
 * classes are called by then. Decisions are kept as the events they came as, word for word, so that an instance which is
 * older than the newsroom loses nothing that it doesn't understand. Times are text: a BSON date drops what is below the
 * millisecond.
 */
public final class EditionDocuments {
    private final ArticleEvents events;

    public EditionDocuments(ArticleEvents events) {
        this.events = events;
    }

    /** The whole edition. */
    public static Document write(Edition edition) {
        return new Document("_id", edition.number())
                .append("causes", edition.causes().stream().map(EditionDocuments::cause).toList())
                .append("templateVersion", edition.templateVersion())
                .append("changes", edition.changes().stream().map(EditionDocuments::write).toList())
                .append("outcomes", edition.outcomes().stream().map(EditionDocuments::outcome).toList())
                .append("stateDigest", edition.stateDigest()).append("committedAt", Date.from(edition.committedAt()))
                .append("press", edition.publisher()).append("previousHash", edition.previousHash())
                .append("hash", edition.hash());
    }

    /** @throws RuntimeException of whatever kind if the document is not what {@link #write} makes */
    Edition read(Document document) {
        return new Edition(document.getLong("_id"),
                document.getList("causes", Document.class).stream().map(this::cause).toList(),
                document.getString("templateVersion"),
                document.getList("changes", Document.class).stream().map(EditionDocuments::readChange).toList(),
                document.getList("outcomes", Document.class).stream().map(EditionDocuments::outcome).toList(),
                document.getString("stateDigest"), document.getDate("committedAt").toInstant(),
                document.getString("press"), document.getString("previousHash"), document.getString("hash"));
    }

    /** A path's change, as its edition and the projection hold it. */
    public static Document write(PathChange change) {
        return new Document("path", change.path()).append("status", change.status()).append("hash", change.hash())
                .append("contentType", change.contentType()).append("location", change.location());
    }

    /** What {@link #write(PathChange)} wrote. */
    public static PathChange readChange(Document document) {
        return new PathChange(document.getString("path"), document.getInteger("status"), document.getString("hash"),
                shared(document.getString("contentType")), document.getString("location"));
    }

    /** An event, word for word. */
    public static Document write(SignedEvent event) {
        return new Document("id", event.id()).append("type", event.type()).append("value", event.value())
                .append("signature", event.signature()).append("traceParent", event.traceParent());
    }

    /**
     * The decision that an event holds.
     *
     * @throws RuntimeException of whatever kind if it holds no decision of the newsroom
     */
    public Decision readEvent(Document document) {
        var event = new SignedEvent(document.getString("id"), document.getString("type"), document.getString("value"),
                document.getString("signature"), document.getString("traceParent"));
        return events.read(event).orElseThrow(() -> new IllegalStateException("No decision: " + event.type()));
    }

    private static Document cause(ArticleChange change) {
        return switch (change) {
            case Decision decision -> new Document("type", "event").append("event", write(decision.event()));
            case Due due -> identified("due", due).append("revision", due.revision())
                    .append("revisionHash", due.revisionHash()).append("releaseAt", due.releaseAt().toString());
            case GivenUp given -> identified("given-up", given);
        };
    }

    private static Document identified(String type, ArticleChange change) {
        return new Document("type", type).append("articleId", change.articleId())
                .append("sequence", change.sequence()).append("by", change.actor())
                .append("entryHash", change.entryHash()).append("traceParent", change.traceParent());
    }

    private ArticleChange cause(Document document) {
        String type = document.getString("type");
        return switch (type) {
            case "event" -> readEvent(document.get("event", Document.class));
            case "due" -> new Due(document.getString("articleId"), document.getLong("sequence"),
                    document.getLong("revision"), document.getString("revisionHash"), document.getString("by"),
                    Instant.parse(document.getString("releaseAt")), document.getString("entryHash"),
                    document.getString("traceParent"));
            case "given-up" -> new GivenUp(document.getString("articleId"), document.getLong("sequence"),
                    document.getString("by"), document.getString("entryHash"), document.getString("traceParent"));
            default -> throw new IllegalStateException("An edition of a newer version of this service: " + type);
        };
    }

    private static Document outcome(Outcome outcome) {
        return new Document("articleId", outcome.articleId()).append("sequence", outcome.sequence())
                .append("status", outcome.status()).append("revision", outcome.revision())
                .append("path", outcome.path()).append("pageHash", outcome.pageHash())
                .append("approvedAt", outcome.approvedAt() == null ? null : outcome.approvedAt().toString());
    }

    private static Outcome outcome(Document document) {
        return new Outcome(document.getString("articleId"), document.getLong("sequence"),
                document.getInteger("status"), document.getLong("revision"), document.getString("path"),
                document.getString("pageHash"), instant(document.getString("approvedAt")));
    }

    /** There are a handful of types and tens of thousands of pages. */
    private static @Nullable String shared(@Nullable String text) {
        return text == null ? null : text.intern();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** The decisions among the causes that later states still need word for word. */
    public static List<ArticleChange.Approved> approvals(Edition edition) {
        return edition.causes().stream().filter(ArticleChange.Approved.class::isInstance)
                .map(ArticleChange.Approved.class::cast).toList();
    }
}
