package org.imprimatur.consent.visitor;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.consent.key.Destruction;
import org.imprimatur.consent.key.KeyedHash;
import org.imprimatur.consent.key.StoredKeys;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes a record's subject out of a visitor's number: HMAC-SHA-256 under the key of the quarter, so that two quarters'
 * records can be joined with the visitor's cookie in hand only. Deleting a quarter's key takes that away for good.
 */
@Component
public class Subjects {
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})-Q([1-4])");

    /** By more than this no instance's clock is ahead of another's, or behind. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private final StoredKeys keys;
    private final AtomicReference<Every> believed = new AtomicReference<>(new Every(Map.of(), Instant.MIN));

    /**
     * The keys of all periods.
     *
     * @param until when they have to be asked for again
     */
    private record Every(Map<String, KeyedHash> keys, Instant until) {}

    Subjects(MongoTemplate database, SecureRandom random) {
        this.keys = StoredKeys.destroyable(database.getDb(), "subject_keys", random);
    }

    /** The visitor's subject for records made at this time. */
    public String at(Instant time, VisitorId visitor) {
        return subject(keys.of(period(time)), visitor);
    }

    /**
     * The visitor's subjects in every period there is a key for.
     *
     * @param now by this instance's clock
     */
    public List<String> everOf(VisitorId visitor, Instant now) {
        return every(now).values().stream().map(key -> subject(key, visitor)).toList();
    }

    /**
     * All keys, which are believed to be all for {@link StoredKeys#BELIEVED}; but not before the present period has its
     * key, nor around a period's end, when another instance may be in another period by its clock.
     */
    private Map<String, KeyedHash> every(Instant now) {
        Every every = believed.get();
        Instant until = now.plus(StoredKeys.BELIEVED);
        if (!now.isBefore(every.until()) || every.until().isAfter(until)) {
            every = new Every(keys.all(), until);
            if (every.keys().containsKey(period(now)) && period(now.minus(CLOCKS)).equals(period(now.plus(CLOCKS)))) {
                believed.set(every);
            }
        }
        return every.keys();
    }

    /** Every period there ever was a key for, and who has destroyed it, where somebody has. */
    public SortedMap<String, Optional<Destruction>> periods() {
        return keys.names();
    }

    /** Destroys a period's key for all instances: from then on none of its subjects can be made out of any cookie. */
    public boolean destroy(String period, Destruction destruction) {
        boolean there = keys.destroy(period, destruction);
        believed.set(new Every(Map.of(), Instant.MIN));
        return there;
    }

    /** When this period is over by every instance's clock; empty for what is no period. */
    public static Optional<Instant> safelyOver(String period) {
        Matcher named = PERIOD.matcher(period);
        return named.matches()
                ? Optional.of(LocalDate.of(Integer.parseInt(named.group(1)), 1, 1)
                        .plusMonths(3L * Integer.parseInt(named.group(2))).plusDays(1).atStartOfDay(ZoneOffset.UTC)
                        .toInstant())
                : Optional.empty();
    }

    private static String subject(KeyedHash key, VisitorId visitor) {
        return HexFormat.of().formatHex(key.of(visitor.number()));
    }

    private static String period(Instant time) {
        var date = time.atOffset(ZoneOffset.UTC);
        return date.getYear() + "-Q" + date.get(IsoFields.QUARTER_OF_YEAR);
    }
}
