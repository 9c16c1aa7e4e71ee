package org.imprimatur.consent.visitor;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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

    private final StoredKeys keys;

    Subjects(MongoTemplate database, SecureRandom random) {
        this.keys = StoredKeys.destroyable(database.getDb(), "subject_keys", random);
    }

    /** The visitor's subject for records made at this time. */
    public String at(Instant time, VisitorId visitor) {
        return subject(keys.of(period(time)), visitor);
    }

    /**
     * The visitor's subjects in every period there is a key for. Asked of the database each time: another instance may
     * have gone on to the next period, by its clock, before this one.
     */
    public List<String> everOf(VisitorId visitor) {
        return keys.all().stream().map(key -> subject(key, visitor)).toList();
    }

    /** Every period there ever was a key for, and who has destroyed it, where somebody has. */
    public SortedMap<String, Optional<Destruction>> periods() {
        return keys.names();
    }

    /** Destroys a period's key for all instances: from then on none of its subjects can be made out of any cookie. */
    public boolean destroy(String period, Destruction destruction) {
        return keys.destroy(period, destruction);
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
