package org.imprimatur.publishing.edition;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import org.bson.Document;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.ApprovalRevoked;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.ArticleChange.TakenDown;
import org.imprimatur.publishing.site.ArticleChange.Withdrawn;

/**
 * Editions as MongoDB keeps them, written out by hand: what was published years ago has to be readable whatever its
 * classes are called by then.
 */
final class EditionDocuments {
    private static final String TRACE = "traceParent";

    private EditionDocuments() {}

    static Document write(Edition edition) {
        return new Document("_id", edition.number())
                .append("causes", edition.causes().stream()
                        .map(cause -> cause(cause).append(TRACE, edition.traceParents().get(cause.articleId())))
                        .toList())
                .append("templateVersion", edition.templateVersion())
                .append("changes", edition.changes().stream().map(EditionDocuments::write).toList())
                .append("committedAt", Date.from(edition.committedAt())).append("press", edition.press())
                .append("previousHash", edition.previousHash()).append("hash", edition.hash());
    }

    static Edition read(Document document) {
        var traceParents = new HashMap<String, String>();
        var causes = document.getList("causes", Document.class).stream().map(cause -> {
            var change = cause(cause);
            if (cause.getString(TRACE) != null) {
                traceParents.put(change.articleId(), cause.getString(TRACE));
            }
            return change;
        }).toList();
        return new Edition(document.getLong("_id"), causes,
                document.getString("templateVersion"),
                document.getList("changes", Document.class).stream().map(EditionDocuments::readChange).toList(),
                document.getDate("committedAt").toInstant(), document.getString("press"), traceParents,
                document.getString("previousHash"), document.getString("hash"));
    }

    static Document write(PathChange change) {
        return new Document("path", change.path()).append("status", change.status()).append("hash", change.hash())
                .append("contentType", change.contentType()).append("location", change.location());
    }

    static PathChange readChange(Document document) {
        return new PathChange(document.getString("path"), document.getInteger("status"), document.getString("hash"),
                document.getString("contentType"), document.getString("location"));
    }

    private static Document cause(ArticleChange change) {
        return switch (change) {
            case Approved(var story) -> new Document("type", "approved").append("story", StoryDocuments.write(story));
            case ApprovalRevoked revoked -> identified("approval-revoked", revoked);
            case Withdrawn withdrawn -> identified("withdrawn", withdrawn).append("revision", withdrawn.revision())
                    .append("at", withdrawn.at().toString());
            case TakenDown takenDown -> identified("taken-down", takenDown).append("revision", takenDown.revision())
                    .append("at", takenDown.at().toString());
        };
    }

    private static Document identified(String type, ArticleChange change) {
        return new Document("type", type).append("articleId", change.articleId())
                .append("sequence", change.sequence()).append("by", change.actor());
    }

    private static ArticleChange cause(Document document) {
        String type = document.getString("type");
        if ("approved".equals(type)) {
            return new Approved(StoryDocuments.read(document.get("story", Document.class)));
        }
        String articleId = document.getString("articleId");
        long sequence = document.getLong("sequence");
        String actor = document.getString("by");
        return switch (type) {
            case "approval-revoked" -> new ApprovalRevoked(articleId, sequence, actor);
            case "withdrawn" -> new Withdrawn(articleId, sequence, document.getLong("revision"), actor, at(document));
            case "taken-down" -> new TakenDown(articleId, sequence, document.getLong("revision"), actor, at(document));
            default -> throw new IllegalStateException("An edition of a newer version of this service: " + type);
        };
    }

    private static Instant at(Document document) {
        return Instant.parse(document.getString("at"));
    }
}
