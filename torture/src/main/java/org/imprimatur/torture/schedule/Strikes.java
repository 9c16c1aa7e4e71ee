package org.imprimatur.torture.schedule;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.torture.schedule.Disaster.Missed;
import org.imprimatur.torture.schedule.Disaster.Struck;

/** What was done and what wasn't: only the first is a fault that others may be excused by. */
final class Strikes {
    private final List<Struck> struck = new CopyOnWriteArrayList<>();
    private final List<Missed> missed = new CopyOnWriteArrayList<>();

    /**
     * Has a fault carried out, and writes down what came of it.
     *
     * @param hand answers when it began, once it is over
     */
    void strike(Fault fault, Function<Fault, Instant> hand) {
        Instant begun = Instant.now();
        System.out.printf("  %6.1f s  %s %s %sfor %.1f s%n", fault.at() / 1e3, fault.kind(), fault.victim(),
                fault.how().isEmpty() ? "" : fault.how() + " ", fault.lasts() / 1e3);
        try {
            begun = hand.apply(fault);
        } catch (NotCarriedOutException not) {
            Missed one = new Missed(fault, String.valueOf(not.getMessage()));
            System.out.println("           not carried out: " + one);
            missed.add(one);
            return;
        } catch (StackException failure) {
            System.out.println("  " + fault + ": " + failure.getMessage());
        }
        struck.add(new Struck(fault, begun, Instant.now()));
    }

    List<Struck> struck() {
        return List.copyOf(struck);
    }

    List<Missed> missed() {
        return List.copyOf(missed);
    }
}
