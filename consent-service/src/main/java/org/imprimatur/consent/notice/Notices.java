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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.imprimatur.consent.preparation.Preparation;
import org.imprimatur.consent.preparation.Preparations;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The notices in force, one per language, and every notice that ever was. A notice is stored before a choice can be made
 * under it, and nothing deletes it: years later a record must still lead to the exact words its visitor saw.
 */
@Component
public class Notices {
    /** Of the notices that came with the service, which are the first version of all. */
    static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ar");

    /** No browser sends more; what is longer isn't looked into. */
    private static final int LONGEST_RANGES = 1_000;
    private static final int HASH_LENGTH = 71;

    private final MongoCollection<Document> stored;
    private final NoticePublications publications;
    private final String jurisdiction;
    private final InForce first;
    private final Set<String> builtIn;
    private final Preparation storing;
    private final Clock clock;
    private final Map<String, Notice> known = new ConcurrentHashMap<>();
    private volatile InForce inForce;

    /** @param jurisdiction whose notices visitors are shown */
    Notices(MongoTemplate database, Preparations preparations, NoticePublications publications, Clock clock,
            @Value("${imprimatur.visitors.jurisdiction}") String jurisdiction) throws IOException {
        this.publications = publications;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
        stored = database.getDb().getCollection("notices").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        Map<String, Notice> ours = new TreeMap<>();
        for (String language : LANGUAGES) {
            ours.put(language, NoticeReader
                    .read(new ClassPathResource("notices/" + language + ".json").getContentAsByteArray()));
        }
        first = InForce.of(0, ours, LANGUAGES);
        inForce = first;
        ours.values().forEach(notice -> known.put(notice.hash(), notice));
        builtIn = Set.copyOf(known.keySet());
        storing = preparations.of(() -> {
            ours.values().forEach(this::keep);
            follow();
        });
    }

    /** The languages there are notices in, the default first. */
    public List<String> languages() {
        return inForce.languages();
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
        InForce now = inForce;
        Notice notice = tag == null ? null : now.notices().get(tag);
        return notice == null ? Objects.requireNonNull(now.notices().get(now.languages().getFirst())) : notice;
    }

    /** Those in force in a jurisdiction, by language, as the database has it now; none where there never were any. */
    Map<String, Notice> inForceIn(String law) {
        return publications.newest(law).map(newest -> read(newest).notices())
                .orElseGet(() -> first.notices().values().stream().anyMatch(one -> one.jurisdiction().equals(law))
                        ? first.notices()
                        : Map.of());
    }

    /** Goes on to what was published since, by whichever instance. */
    void follow() {
        publications.newest(jurisdiction).filter(newest -> newest.number() > inForce.publication())
                .ifPresent(newest -> inForce = read(newest));
    }

    private InForce read(NoticePublication publication) {
        Map<String, Notice> notices = new TreeMap<>();
        publication.notices().forEach((language, hash) -> notices.put(language, lookUp(hash)
                .orElseThrow(() -> new IllegalStateException("The notice " + hash + " is published and not stored"))));
        return InForce.of(publication.number(), notices, LANGUAGES);
    }

    private @Nullable String best(@Nullable String ranges) {
        if (ranges == null || ranges.length() > LONGEST_RANGES) {
            return null;
        }
        try {
            // The server's own parser sorts by quality and leaves out what has none.
            QuotedQualityCSV accepted = new QuotedQualityCSV();
            accepted.addValue(ranges);
            return accepted.getValues().stream().map(range -> range.split("-", 2)[0].toLowerCase(Locale.ROOT))
                    .filter(languages()::contains).findFirst().orElse(null);
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
        if (builtIn.contains(hash)) {
            storing.require();
        }
        return lookUp(hash);
    }

    private Optional<Notice> lookUp(String hash) {
        Notice notice = known.get(hash);
        if (notice == null && hash.length() == HASH_LENGTH && hash.matches("sha256:[0-9a-f]{64}")) {
            Document document = stored.find(Filters.eq("_id", hash)).first();
            if (document != null) {
                notice = read(document);
                known.put(hash, notice);
            }
        }
        return Optional.ofNullable(notice);
    }

    /** Stores a notice for ever, unless it is there. */
    void keep(Notice notice) {
        stored.updateOne(Filters.eq("_id", notice.hash()),
                Updates.combine(Updates.setOnInsert("policyVersion", notice.policyVersion()),
                        Updates.setOnInsert("language", notice.language()),
                        Updates.setOnInsert("document", CanonicalJson.text(notice.document())),
                        Updates.setOnInsert("inForceSince", clock.instant().truncatedTo(ChronoUnit.MILLIS))),
                new UpdateOptions().upsert(true));
    }
}
