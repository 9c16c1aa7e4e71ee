package org.imprimatur.content.article;

import static com.mongodb.client.model.Filters.eq;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import java.util.Map;
import org.bson.Document;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.content.storage.Collections;
import org.springframework.stereotype.Component;

/**
 * The collection {@code words}: one document per wording, {@code _id} its hash, kept before the entry that names it and
 * never changed. Words that no entry names, since its insert never came, do no harm.
 */
@Component
final class WordStore implements Words {
    private static final long MOST_CHARACTERS = 20_000_000;

    private final Collections collections;
    /** What is under a hash never changes, so nothing here is ever out of date. */
    private final Cache<String, Map<String, Object>> known = Caffeine.newBuilder().maximumWeight(MOST_CHARACTERS)
            .<String, Map<String, Object>>weigher((hash, words) -> weight(words)).build();

    WordStore(Collections collections) {
        this.collections = collections;
    }

    /** Keeps the words; durable on return, and a repetition changes nothing. */
    void keep(String revisionHash, Map<String, Object> words) {
        if (known.getIfPresent(revisionHash) != null) {
            return;
        }
        try {
            collections.named("words")
                    .insertOne(new Document("_id", revisionHash).append("content", new Document(words)));
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
        }
        known.put(revisionHash, words);
    }

    @Override
    public Map<String, Object> of(String revisionHash) {
        Map<String, Object> words = known.getIfPresent(revisionHash);
        if (words == null) {
            words = read(revisionHash);
            known.put(revisionHash, words);
        }
        return words;
    }

    private Map<String, Object> read(String revisionHash) {
        Document found = collections.named("words").find(eq("_id", revisionHash)).first();
        if (found == null) {
            throw new IllegalStateException("The words of " + revisionHash + " are not there");
        }
        Map<String, Object> words = found.get("content", Document.class);
        if (!EntryHash.overJson(words).equals(revisionHash)) {
            throw new IllegalStateException("The words under " + revisionHash + " are others than it was taken over");
        }
        return words;
    }

    private static int weight(Map<String, Object> words) {
        return words.values().stream().mapToInt(value -> value.toString().length()).sum() + 100;
    }
}
