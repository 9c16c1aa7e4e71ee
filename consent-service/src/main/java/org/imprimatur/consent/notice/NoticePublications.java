package org.imprimatur.consent.notice;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Publications in MongoDB, in their order. Inserting one is its commit; none is ever changed. */
@Component
class NoticePublications {
    private final MongoCollection<Document> stored;

    NoticePublications(MongoTemplate database) {
        this.stored = database.getDb().getCollection("notice_publications").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** The one in force in this jurisdiction; empty where the notices that came with the service still are. */
    Optional<NoticePublication> newest(String jurisdiction) {
        return Optional.ofNullable(stored.find(Filters.eq("jurisdiction", jurisdiction)).sort(Sorts.descending("_id"))
                .first()).map(NoticePublications::read);
    }

    /** The number of the newest one of all; 0 where there is none. */
    long last() {
        Document newest = stored.find().sort(Sorts.descending("_id")).first();
        return newest == null ? 0 : newest.getLong("_id");
    }

    /** All of them, newest first. */
    List<NoticePublication> all() {
        return stored.find().sort(Sorts.descending("_id")).map(NoticePublications::read).into(new ArrayList<>());
    }

    /** The one that a draft has become. */
    Optional<NoticePublication> of(UUID draft) {
        return Optional.ofNullable(stored.find(Filters.eq("draft", draft)).first()).map(NoticePublications::read);
    }

    /** Adds one, and says so; or adds nothing, because its number is taken. */
    boolean add(NoticePublication publication) {
        Document document = new Document("_id", publication.number())
                .append("jurisdiction", publication.jurisdiction())
                .append("policyVersion", publication.policyVersion())
                .append("change", publication.change().word())
                .append("notices", new Document(new TreeMap<>(publication.notices())))
                .append("draft", publication.draft()).append("draftedBy", publication.draftedBy())
                .append("approvedBy", publication.approvedBy()).append("publishedBy", publication.publishedBy())
                .append("at", Date.from(publication.at())).append("reason", publication.reason());
        try {
            stored.insertOne(document);
            return true;
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw refused;
        }
    }

    private static NoticePublication read(Document found) {
        Map<String, String> notices = new TreeMap<>();
        found.get("notices", Document.class).forEach((language, hash) -> notices.put(language, (String) hash));
        return new NoticePublication(found.getLong("_id"), found.getString("jurisdiction"),
                found.getString("policyVersion"), NoticeChange.of(found.getString("change")).orElseThrow(), notices,
                found.get("draft", UUID.class), found.getString("draftedBy"), found.getString("approvedBy"),
                found.getString("publishedBy"), found.getDate("at").toInstant(), found.getString("reason"));
    }
}
