package org.imprimatur.torture.check;

import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.torture.cluster.Cluster;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Load;
import org.imprimatur.torture.schedule.Disaster.Struck;

/** Holds everything against everything, once the cluster is whole again. Knows the laws, not the code. */
public final class Checker {
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Load load;
    private final Instant up;
    private final List<Struck> struck;

    /** @param up when everything had just started */
    public Checker(Cluster cluster, Load load, Instant up, List<Struck> struck) {
        this.up = up;
        this.cluster = cluster;
        this.load = load;
        this.struck = List.copyOf(struck);
    }

    /** Waits until the site has come to what was decided, or for two minutes; answers how long it took. */
    public Duration settle() {
        EndLaws end = new EndLaws(cluster.sites(), cluster.content(), load.ledger(), load.readers());
        Instant begun = Instant.now();
        Await.until(() -> end.pages().broken().isEmpty() && end.newsroom().broken().isEmpty()
                && new ListLaws(cluster.content(), load.ledger()).articles().broken().isEmpty()
                && end.search().broken().isEmpty()
                && new LogLaws(consent(), load.ledger()).choices().broken().isEmpty(), SETTLED);
        return Duration.between(begun, Instant.now());
    }

    private String consent() {
        return cluster.sites().getFirst() + "/consent";
    }

    /** Every law, whether it held. */
    public List<Finding> findings() {
        Ledger ledger = load.ledger();
        EndLaws end = new EndLaws(cluster.sites(), cluster.content(), load.ledger(), load.readers());
        LogLaws log = new LogLaws(consent(), ledger);
        List<Finding> findings = new ArrayList<>(
                List.of(end.pages(), end.moved(), end.lists(), end.newsroom(), end.search()));
        findings.add(new ListLaws(cluster.content(), ledger).articles());
        findings.addAll(new SiteLaws(ledger).findings());
        try (MongoClient client = cluster.client()) {
            StoreLaws store = new StoreLaws(client.getDatabase("publishing"), client.getDatabase("content"));
            findings.addAll(store.editions());
            findings.add(store.articles());
            findings.addAll(
                    new EventLaws(client.getDatabase("content"), cluster.broker(), "imprimatur.articles").findings());
            findings.add(new RefusalLaws(client.getDatabase("content"), client.getDatabase("consent"), ledger).kept());
        }
        findings.add(log.choices());
        findings.add(log.receipts());
        findings.add(log.checkpoints());
        AnswerLaws answers = new AnswerLaws(ledger, up, struck);
        findings.addAll(answers.breaches());
        findings.add(answers.calm());
        return findings;
    }

    /** How late and for how long, at most; what no fault excuses stands among the findings. */
    public Map<String, Long> delays() {
        SiteLaws site = new SiteLaws(load.ledger());
        return Map.of("latest first sight of words after their time, ms", site.latest().toMillis(),
                "withdrawn or taken-down words seen for, at most, ms", site.overstayed().toMillis());
    }

    /** How often people at work were told that it can't be done, by what they asked for and the status. */
    public Map<String, Long> refusals() {
        return load.ledger().refusals().stream().filter(one -> !one.isFault()).collect(Collectors.groupingBy(
                one -> one.request().split(" ", 2)[0] + " " + one.status(), TreeMap::new, Collectors.counting()));
    }

    /** The longest time in which no instance answered a reader. */
    public Duration longestOutage() {
        Duration longest = Duration.ZERO;
        Instant before = null;
        for (Instant served : load.readers().served()) {
            Duration gap = before == null ? Duration.ZERO : Duration.between(before, served);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            before = served;
        }
        return longest;
    }
}
