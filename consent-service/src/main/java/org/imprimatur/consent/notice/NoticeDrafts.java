package org.imprimatur.consent.notice;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.tlog.json.CanonicalJson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Drafts in MongoDB. Only an approval is ever added to one. */
@Component
class NoticeDrafts {
    private static final int MOST = 200;

    private final MongoCollection<Document> stored;

    NoticeDrafts(MongoTemplate database) {
        this.stored = database.getDb().getCollection("notice_drafts").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    void add(NoticeDraft draft) {
        stored.insertOne(new Document("_id", draft.id()).append("base", draft.base())
                .append("change", draft.change().word()).append("reason", draft.reason())
                .append("notices",
                        draft.notices().stream().map(notice -> CanonicalJson.text(notice.document())).toList())
                .append("by", draft.by()).append("at", Date.from(draft.at())));
    }

    Optional<NoticeDraft> find(UUID id) {
        return Optional.ofNullable(stored.find(Filters.eq("_id", id)).first()).map(NoticeDrafts::read);
    }

    /** The newest ones, newest first. */
    List<NoticeDraft> newest() {
        return stored.find().sort(Sorts.descending("_id")).limit(MOST).map(NoticeDrafts::read)
                .into(new ArrayList<>());
    }

    /** Notes who has approved it, unless somebody has before. */
    void approve(UUID id, String by, Instant at) {
        stored.updateOne(Filters.and(Filters.eq("_id", id), Filters.exists("approvedBy", false)),
                Updates.combine(Updates.set("approvedBy", by), Updates.set("approvedAt", Date.from(at))));
    }

    private static NoticeDraft read(Document found) {
        Date approved = found.getDate("approvedAt");
        return new NoticeDraft(found.get("_id", UUID.class), found.getLong("base"),
                NoticeChange.of(found.getString("change")).orElseThrow(), found.getString("reason"),
                found.getList("notices", String.class).stream()
                        .map(text -> NoticeReader.read(text.getBytes(StandardCharsets.UTF_8))).toList(),
                found.getString("by"), found.getDate("at").toInstant(), found.getString("approvedBy"),
                approved == null ? null : approved.toInstant());
    }
}
