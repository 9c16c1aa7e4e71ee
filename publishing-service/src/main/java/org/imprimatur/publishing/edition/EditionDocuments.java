package org.imprimatur.publishing.edition;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.starter.open.Coding;
import org.imprimatur.tlog.merkle.Hash;
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
    private static final int CHUNK = 1_000;

    private final ArticleEvents events;

    public EditionDocuments(ArticleEvents events) {
        this.events = events;
    }

    /** The whole edition. */
    public static Document write(Edition edition) {
        return new Document("_id", edition.number())
                .append("causes", edition.causes().stream().map(EditionDocuments::cause).toList())
                .append("templateVersion", edition.templateVersion())
                .append("format", edition.format())
                .append("manifest", new Document("root", Manifest.root(edition.changes()).base64())
                        .append("size", edition.changes().size())
                        .append("chunks", texts(edition.changes()).stream().map(EditionDocuments::hash).toList()))
                .append("outcomes", edition.outcomes().stream().map(EditionDocuments::outcome).toList())
                .append("stateDigest", edition.stateDigest()).append("committedAt", Date.from(edition.committedAt()))
                .append("press", edition.publisher()).append("previousHash", edition.previousHash())
                .append("hash", edition.hash());
    }

    /**
     * The changes of an edition as they are kept: in pieces, so that no edition is too large for a document,
     * each under its hash, by which the edition names it. So the piece of an edition that never came to be is nobody's,
     * or the same as somebody's.
     */
    static List<PageBytes> chunks(List<PathChange> changes) {
        return texts(Manifest.ordered(changes)).stream().map(text -> PageBytes.compressed(hash(text),
                "application/json", text.getBytes(StandardCharsets.UTF_8), false)).toList();
    }

    /** @param changes in their order */
    private static List<String> texts(List<PathChange> changes) {
        return IntStream.iterate(0, from -> from < changes.size(), from -> from + CHUNK)
                .mapToObj(from -> new Document("changes", changes.subList(from, Math.min(from + CHUNK, changes.size()))
                        .stream().map(EditionDocuments::write).toList()).toJson())
                .toList();
    }

    private static String hash(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).labelled();
    }

    /** The pieces that an edition's changes lie in; none in the format of earlier builds. */
    static List<String> chunksOf(Document document) {
        var manifest = document.get("manifest", Document.class);
        return manifest == null ? List.of() : manifest.getList("chunks", String.class);
    }

    private static List<PathChange> changes(Document document, Map<String, PageBytes> chunks) {
        var documents = document.containsKey("manifest")
                ? chunksOf(document).stream().flatMap(hash -> {
                    var chunk = Objects.requireNonNull(chunks.get(hash), () -> "The changes " + hash + " are missing");
                    return Document.parse(new String(chunk.in(Coding.IDENTITY), StandardCharsets.UTF_8))
                            .getList("changes", Document.class).stream();
                }).toList()
                : document.getList("changes", Document.class);
        return documents.stream().map(EditionDocuments::readChange).toList();
    }

    /**
     * Reads what {@link #write} made.
     *
     * @param chunks those of {@link #chunksOf} that there are, by hash
     * @throws RuntimeException of whatever kind if the document is something else
     */
    Edition read(Document document, Map<String, PageBytes> chunks) {
        int format = document.get("format", Edition.LISTED);
        if (format > Edition.MANIFEST) {
            throw new IllegalStateException("An edition of a newer version of this service: format " + format);
        }
        return new Edition(document.getLong("_id"), format,
                document.getList("causes", Document.class).stream().map(this::cause).toList(),
                document.getString("templateVersion"),
                changes(document, chunks),
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
        var event = signed(document);
        return events.read(event).orElseThrow(() -> new IllegalStateException("No decision: " + event.type()));
    }

    /**
     * The approval that an event holds.
     *
     * @param excerpt as it was made when the event was read before
     * @throws RuntimeException of whatever kind if it holds none
     */
    public ArticleChange.Approved readApproval(Document document, String excerpt) {
        return events.approved(signed(document), excerpt);
    }

    private static SignedEvent signed(Document document) {
        return new SignedEvent(document.getString("id"), document.getString("type"), document.getString("value"),
                document.getString("signature"), document.getString("traceParent"));
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
