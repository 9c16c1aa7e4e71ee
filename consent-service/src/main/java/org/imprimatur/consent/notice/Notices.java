package org.imprimatur.consent.notice;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.eclipse.jetty.http.QuotedQualityCSV;
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
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar");

    /** No browser sends more; what is longer isn't looked into. */
    private static final int LONGEST_RANGES = 1_000;
    private static final int HASH_LENGTH = 71;

    private final MongoCollection<Document> stored;
    private final Map<String, Notice> inForce;
    private final Preparation storing;
    private final Map<String, Notice> known = new ConcurrentHashMap<>();

    Notices(MongoTemplate database, Preparations preparations, Clock clock) throws IOException {
        stored = database.getDb().getCollection("notices").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
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
        if (ranges == null || ranges.length() > LONGEST_RANGES) {
            return null;
        }
        try {
            // The server's own parser sorts by quality and leaves out what has none.
            QuotedQualityCSV accepted = new QuotedQualityCSV();
            accepted.addValue(ranges);
            return accepted.getValues().stream().map(range -> range.split("-", 2)[0].toLowerCase(Locale.ROOT))
                    .filter(LANGUAGES::contains).findFirst().orElse(null);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Whether any notice there ever was names this purpose. */
    public boolean knowsPurpose(String id) {
        return names(known.values(), id) || (id.matches("[a-z][a-z-]{0,40}") && names(all(), id));
    }

    private static boolean names(Collection<Notice> notices, String purpose) {
        return notices.stream().flatMap(notice -> notice.purposes().stream())
                .anyMatch(known -> known.id().equals(purpose));
    }

    /** Every notice there ever was. */
    public List<Notice> all() {
        return stored.find().map(Notices::read).into(new ArrayList<>());
    }

    private static Notice read(Document document) {
        return NoticeReader.read(document.getString("document").getBytes(StandardCharsets.UTF_8));
    }

    /** The notice under this hash, in force or not, by whichever instance of the service it was shown. */
    public Optional<Notice> find(String hash) {
        Notice notice = known.get(hash);
        if (notice != null) {
            storing.require();
        }
        if (notice == null && hash.length() == HASH_LENGTH && hash.matches("sha256:[0-9a-f]{64}")) {
            Document document = stored.find(Filters.eq("_id", hash)).first();
            if (document != null) {
                notice = read(document);
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
