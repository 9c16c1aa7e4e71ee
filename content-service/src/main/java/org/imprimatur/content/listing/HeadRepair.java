package org.imprimatur.content.listing;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.imprimatur.content.article.ReportListener;
import org.imprimatur.content.log.ArticleLog;
import org.imprimatur.content.log.CommitListener;
import org.imprimatur.content.log.Entry;
import org.imprimatur.starter.worker.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the projection up with the log: in the request that commits, and by a sweep over the newest entries for those
 * whose request didn't live to do it, or whose update a failover took back. How far the sweep came is remembered over
 * restarts; the first one ever begins at the beginning.
 */
@Configuration(proxyBeanMethods = false)
class HeadRepair {
    private static final Logger LOG = LoggerFactory.getLogger(HeadRepair.class);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    /** How late an entry may be noticed: requests under way, and clocks of other instances that are behind. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** Articles compared with the projection at a time. */
    private static final int CHUNK = 1_000;

    private @Nullable Instant reached;

    @Bean
    CommitListener keepingHeads(Heads heads) {
        return (entry, hasEvent) -> {
            try {
                heads.apply(entry);
            } catch (MongoException away) {
                LOG.warn("the list lags behind for article {} until the next sweep: {}", entry.article(),
                        away.getClass().getSimpleName());
            }
        };
    }

    @Bean
    ReportListener keepingWhatIsPublic(Heads heads) {
        return heads::publish;
    }

    @Bean
    Worker headRepairWorker(Heads heads, ArticleLog log) {
        return new Worker("head-repair", SWEEP, () -> {
            heads.indexWords();
            repair(heads, log);
            return false;
        });
    }

    private void repair(Heads heads, ArticleLog log) {
        Instant from = reached == null ? heads.reached() : reached;
        Map<String, Long> newest = new HashMap<>();
        Instant[] last = {from};
        log.eachSince(from.minus(OVERLAP), position -> {
            newest.merge(position.article(), position.sequence(), Math::max);
            last[0] = position.at();
            if (newest.size() == CHUNK) {
                catchUp(heads, log, newest);
                newest.clear();
            }
        });
        catchUp(heads, log, newest);
        if (last[0].isAfter(from)) {
            heads.reached(last[0]);
        }
        reached = last[0];
    }

    private static void catchUp(Heads heads, ArticleLog log, Map<String, Long> newest) {
        Map<String, Long> known = heads.sequences(newest.keySet());
        newest.forEach((article, sequence) -> {
            if (known.getOrDefault(article, 0L) < sequence) {
                Entry entry = log.last(article);
                if (entry != null) {
                    heads.applyForGood(entry);
                    heads.publish(article);
                    LOG.info("brought the list up to entry {} of article {}", entry.sequence(), article);
                }
            }
        });
    }
}
