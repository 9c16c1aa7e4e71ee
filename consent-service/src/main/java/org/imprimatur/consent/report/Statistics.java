package org.imprimatur.consent.report;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.record.Records;

/**
 * Choices by what they say, counted by the database in one go and added up here.
 *
 * @param purposes for each purpose, how many allow it and how many don't
 * @param days by the day (UTC) on which they were made
 */
record Statistics(long total, Map<String, Long> states, Map<String, Long> methods, Map<String, Long> languages,
        Map<String, Long> jurisdictions, Map<String, Long> notices, Map<String, Long> gpc,
        Map<String, Map<String, Long>> purposes, Map<String, Map<String, Long>> days) {
    private static final int DAY = 10;
    private static final List<String> TOLD = List.of("state", "method", "language", "jurisdiction", "notice", "gpc",
            "choices");

    /** Those of the records that meet a condition. */
    static Statistics of(Records records, Bson condition) {
        Document group = new Document("day",
                new Document("$substrBytes", List.of("$record.eventTime", 0, DAY)));
        TOLD.forEach(member -> group.append(member, "$record." + member));
        Statistics sum = new Statistics(0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(),
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        long total = 0;
        for (Document counted : records.aggregate(condition, Aggregates.group(group, Accumulators.sum("count", 1)))) {
            long count = counted.get("count", Number.class).longValue();
            sum.add(counted.get("_id", Document.class), count);
            total += count;
        }
        return new Statistics(total, sum.states, sum.methods, sum.languages, sum.jurisdictions, sum.notices, sum.gpc,
                sum.purposes, sum.days);
    }

    private void add(Document told, long count) {
        states.merge(told.getString("state"), count, Long::sum);
        methods.merge(told.getString("method"), count, Long::sum);
        languages.merge(told.getString("language"), count, Long::sum);
        jurisdictions.merge(told.getString("jurisdiction"), count, Long::sum);
        notices.merge(told.getString("notice"), count, Long::sum);
        gpc.merge(told.getBoolean("gpc", false) ? "on" : "off", count, Long::sum);
        days.computeIfAbsent(told.getString("day"), _ -> new TreeMap<>()).merge(told.getString("state"), count,
                Long::sum);
        told.get("choices", Document.class).forEach((purpose, allowed) -> purposes
                .computeIfAbsent(purpose, _ -> new LinkedHashMap<>(Map.of("allowed", 0L, "refused", 0L)))
                .merge(Boolean.TRUE.equals(allowed) ? "allowed" : "refused", count, Long::sum));
    }
}
