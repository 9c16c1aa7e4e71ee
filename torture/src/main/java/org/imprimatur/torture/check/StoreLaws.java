package org.imprimatur.torture.check;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/** What the stores have to hold, whatever happened: chains without gaps, nothing twice. */
final class StoreLaws {
    private static final int OK = 200;

    private final MongoDatabase publishing;
    private final MongoDatabase content;

    StoreLaws(MongoDatabase publishing, MongoDatabase content) {
        this.publishing = publishing;
        this.content = content;
    }

    private static MongoCollection<Document> collection(MongoDatabase database, String name) {
        return database.getCollection(name).withReadConcern(ReadConcern.MAJORITY);
    }

    /** Each edition follows on the one before, and no approval is released by two. */
    List<Finding> editions() {
        List<String> broken = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        Set<String> released = new HashSet<>();
        long number = 0;
        String hash = "";
        for (Document edition : collection(publishing, "editions").find().sort(Sorts.ascending("_id"))) {
            number++;
            if (edition.getLong("_id") != number || !hash.equals(edition.getString("previousHash"))) {
                broken.add("edition " + edition.getLong("_id") + " doesn't follow on " + (number - 1));
            }
            number = edition.getLong("_id");
            hash = edition.getString("hash");
            for (Document outcome : edition.getList("outcomes", Document.class)) {
                String approval = outcome.getString("articleId") + " sequence " + outcome.get("sequence");
                if (outcome.getInteger("status") == OK && !released.add(approval)) {
                    doubled.add(approval + " again in edition " + number);
                }
            }
        }
        return List.of(new Finding("editions that don't follow on each other", number, broken),
                new Finding("approvals released twice", released.size(), doubled));
    }

    /** Each article's decisions are numbered without a gap, and each names the hash of the one before. */
    Finding articles() {
        List<String> broken = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        Map<String, String> hashes = new HashMap<>();
        for (Document entry : collection(content, "article_log").find()
                .sort(Sorts.ascending("_id.article", "_id.sequence"))) {
            Document id = entry.get("_id", Document.class);
            long sequence = id.get("sequence") instanceof Number number ? number.longValue() : -1;
            Long before = last.put(id.getString("article"), sequence);
            String hash = hashes.put(id.getString("article"), entry.getString("hash"));
            if (sequence != (before == null ? 1 : before + 1)
                    || !Objects.equals(hash, entry.getString("previousHash"))) {
                broken.add(id + " after " + before);
            }
        }
        return new Finding("article logs with a gap or a broken chain", last.size(), broken);
    }
}
