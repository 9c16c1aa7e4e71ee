package org.imprimatur.content.article;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.storage.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who has which slug. A reservation is made before the commit that uses it, so one may be left without use by a crash,
 * and one is outgrown when a draft changes its slug; both are found out when somebody else asks for it, by looking at
 * what the holder's log says. Fresh reservations are left alone: their commit may be on its way.
 */
@Component
final class SlugReservations {
    /** Far longer than an insert may take before the driver gives up on it. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Collections collections;
    private final ArticleLog log;
    private final ArticleStates states;
    private final Clock clock;

    SlugReservations(Collections collections, ArticleLog log, ArticleStates states, Clock clock) {
        this.collections = collections;
        this.log = log;
        this.states = states;
        this.clock = clock;
    }

    /**
     * Reserves the slug for the article, or confirms that it has it.
     *
     * @param request tells a request apart from others, so that its repetition meets itself; null if it has no name
     * @return who has it instead; null if the article has it now
     */
    @Nullable
    Holder reserve(String slug, String article, @Nullable String request) {
        Instant now = clock.instant();
        try {
            slugs().insertOne(new Document("_id", slug).append("article", article).append("request", request)
                    .append("at", now));
            return null;
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
        }
        Document held = slugs().find(eq("_id", slug)).first();
        if (held == null) {
            return reserve(slug, article, request);
        }
        Holder holder = new Holder(held.getString("article"), held.getString("request"));
        boolean mayHave = holder.article().equals(article) || isFree(slug, holder, held.getDate("at"), now);
        return mayHave && takeOver(held, article, request, now) ? null : holder;
    }

    /**
     * Gives back what an article that then didn't begin had reserved. Only that: of an article that exists, another
     * request may have confirmed the same slug meanwhile, and what it gives up is found out when somebody asks.
     */
    void giveBack(String slug, String article) {
        slugs().deleteOne(and(eq("_id", slug), eq("article", article)));
    }

    private boolean isFree(String slug, Holder holder, Date at, Instant now) {
        if (Duration.between(at.toInstant(), now).compareTo(FRESH) < 0) {
            return false;
        }
        Entry last = log.last(holder.article());
        return last == null || !states.read(last.state()).holds(slug);
    }

    /** Only if nobody, the old holder included, has touched the reservation since it was read. */
    private boolean takeOver(Document held, String article, @Nullable String request, Instant now) {
        return slugs().updateOne(
                and(eq("_id", held.get("_id")), eq("article", held.get("article")), eq("at", held.get("at"))),
                Updates.combine(Updates.set("article", article), Updates.set("request", request),
                        Updates.set("at", now)))
                .getMatchedCount() == 1;
    }

    private MongoCollection<Document> slugs() {
        return collections.named("slugs");
    }

    /** Who has a slug, and by which request. */
    record Holder(String article, @Nullable String request) {}
}
