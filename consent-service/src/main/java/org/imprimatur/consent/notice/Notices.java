package org.imprimatur.consent.notice;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.imprimatur.consent.preparation.Preparation;
import org.imprimatur.consent.preparation.Preparations;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The notices in force, one per language, and every notice that ever was. A notice is stored before a choice can be made
 * under it, and nothing deletes it: years later a record must still lead to the exact words its visitor saw.
 */
@Component
public class Notices {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "zh");

    private final MongoCollection<Document> stored;
    private final Map<String, Notice> inForce;
    private final Preparation storing;
    private final Map<String, Notice> known = new ConcurrentHashMap<>();

    Notices(MongoTemplate database, Preparations preparations, Clock clock) throws IOException {
        stored = database.getDb().getCollection("notices");
        Stream.Builder<Notice> notices = Stream.builder();
        for (String language : LANGUAGES) {
            Notice notice = NoticeReader
                    .read(new ClassPathResource("notices/" + language + ".json").getContentAsByteArray());
            notices.add(notice);
        }
        inForce = notices.build().collect(Collectors.toUnmodifiableMap(Notice::language, Function.identity()));
        inForce.values().forEach(notice -> known.put(notice.hash(), notice));
        storing = preparations.of(() -> inForce.values().forEach(notice -> store(notice, clock.instant())));
    }

    /** The languages there are notices in, the default first. */
    public List<String> languages() {
        return LANGUAGES;
    }

    /**
     * The notice in force in the language asked for, else in the best of those accepted, else in English.
     *
     * @param language a BCP 47 tag
     * @param accepted the value of an {@code Accept-Language} header field (RFC 9110, section 12.5.4)
     */
    public Notice inForce(@Nullable String language, @Nullable String accepted) {
        String tag = best(language);
        if (tag == null) {
            tag = best(accepted);
        }
        return inForceIn(tag == null ? LANGUAGES.getFirst() : tag);
    }

    private Notice inForceIn(String language) {
        Notice notice = inForce.get(language);
        if (notice == null) {
            throw new IllegalStateException("No notice in " + language);
        }
        return notice;
    }

    private static @Nullable String best(@Nullable String ranges) {
        if (ranges == null || ranges.isBlank()) {
            return null;
        }
        try {
            return Locale.lookupTag(Locale.LanguageRange.parse(ranges), LANGUAGES);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The notice under this hash, in force or not, by whichever instance of the service it was shown. */
    public Optional<Notice> find(String hash) {
        Notice notice = known.get(hash);
        if (notice != null) {
            storing.require();
        }
        if (notice == null && hash.matches("sha256:[0-9a-f]{64}")) {
            Document document = stored.find(Filters.eq("_id", hash)).first();
            if (document != null) {
                notice = NoticeReader.read(document.getString("document").getBytes(StandardCharsets.UTF_8));
                known.put(hash, notice);
            }
        }
        return Optional.ofNullable(notice);
    }

    private void store(Notice notice, Instant now) {
        stored.updateOne(Filters.eq("_id", notice.hash()),
                Updates.combine(Updates.setOnInsert("policyVersion", notice.policyVersion()),
                        Updates.setOnInsert("language", notice.language()),
                        Updates.setOnInsert("document", CanonicalJson.text(notice.document())),
                        Updates.setOnInsert("inForceSince", now.truncatedTo(ChronoUnit.MILLIS))),
                new UpdateOptions().upsert(true));
    }
}
