package org.imprimatur.torture.check;

import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.torture.cluster.Cluster;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Breach;
import org.imprimatur.torture.load.Load;
import org.imprimatur.torture.schedule.Disaster.Struck;

/** Holds everything against everything, once the cluster is whole again. Knows the laws, not the code. */
public final class Checker {
    private static final Duration SETTLED = Duration.ofMinutes(2);
    /** How long after a fault a request may still meet its consequences: connections, leases and elections run out. */
    private static final Duration AFTERMATH = Duration.ofSeconds(20);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(11);

    private final Cluster cluster;
    private final Load load;
    private final List<Struck> struck;

    public Checker(Cluster cluster, Load load, List<Struck> struck) {
        this.cluster = cluster;
        this.load = load;
        this.struck = List.copyOf(struck);
    }

    /** Waits until the site has come to what was decided, or for two minutes; answers how long it took. */
    public Duration settle() {
        EndLaws end = new EndLaws(cluster, load);
        Instant begun = Instant.now();
        Await.until(() -> end.pages().broken().isEmpty() && end.newsroom().broken().isEmpty()
                && new LogLaws(consent(), load.ledger()).choices().broken().isEmpty(), SETTLED);
        return Duration.between(begun, Instant.now());
    }

    private String consent() {
        return cluster.sites().getFirst() + "/consent";
    }

    /** Every law, whether it held. */
    public List<Finding> findings() {
        Ledger ledger = load.ledger();
        EndLaws end = new EndLaws(cluster, load);
        LogLaws log = new LogLaws(consent(), ledger);
        List<Finding> findings = new ArrayList<>(List.of(end.pages(), end.lists(), end.newsroom()));
        findings.addAll(new SiteLaws(ledger).findings());
        try (MongoClient client = cluster.client()) {
            StoreLaws store = new StoreLaws(client);
            findings.addAll(store.editions());
            findings.add(store.articles());
        }
        findings.add(log.choices());
        findings.add(log.checkpoints());
        findings.addAll(breaches(ledger));
        findings.add(faultsOfCalm(ledger));
        return findings;
    }

    private static List<Finding> breaches(Ledger ledger) {
        Map<String, List<String>> byLaw = new LinkedHashMap<>();
        for (String law : List.of("a change lost to another one", "an own retry refused", "a right choice refused",
                "a repeated choice with another number", "a readable cookie other than the newest record",
                "a readable cookie moved by an old choice")) {
            byLaw.put(law, ledger.breaches().stream().filter(breach -> breach.law().equals(law)).map(Breach::what)
                    .toList());
        }
        return byLaw.entrySet().stream()
                .map(law -> new Finding(law.getKey(), law.getKey().contains("choice") || law.getKey().contains("cookie")
                        ? ledger.choices().size()
                        : ledger.stories().size(), law.getValue()))
                .toList();
    }

    private Finding faultsOfCalm(Ledger ledger) {
        return new Finding("faults answered while all parts were up",
                ledger.asked().stream().filter(this::isCalm).count(),
                ledger.refusals().stream().filter(refusal -> isCalm(refusal.at()))
                        .map(refusal -> refusal.at() + " " + refusal.request() + ": " + refusal.status() + " "
                                + refusal.words().lines().findFirst().orElse(""))
                        .toList());
    }

    /** Whether a request that was sent then can have met no fault, nor any fault's consequences. */
    private boolean isCalm(Instant sent) {
        return struck.stream().noneMatch(one -> !sent.isBefore(one.begun().minus(LONGEST_REQUEST))
                && sent.isBefore(one.over().plus(AFTERMATH)));
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
