package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.TiledTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two keepers of one log, each paused before each of its writes while the other one goes on. */
class TwoKeepersTest {
    private static final int WRITES = 4;

    /** All 70 orders were seen to hold; the build looks at one in so many. */
    private static final int EVERY = 6;

    private LogFixture log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture();
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void howeverTheirWritesInterleaveWhatIsSignedIsServedAndNothingElse() throws Exception {
        Steps first = new Steps();
        Steps second = new Steps();
        LogFixture.Running one = log.keeperHeeding(first::beforeWrite);
        LogFixture.Running other = log.keeperHeeding(second::beforeWrite);
        int size = 0;
        int narrowWon = 0;
        catchUp(one, size);
        LogEdge checked = LogEdge.empty();
        List<List<Boolean>> orders = orders(WRITES, WRITES);
        for (int i = 0; i < orders.size(); i += EVERY) {
            List<Boolean> order = orders.get(i);
            TreeState before = log.state();
            turn(one);
            turn(other);
            // The one has read fewer messages than the other when both are about to write; either may fill a tile.
            log.sendStrangers(140);
            first.begin(one.keeper());
            log.sendStrangers(160);
            second.begin(other.keeper());
            for (boolean firsts : order) {
                (firsts ? first : second).step();
                log.requireWhole(checked);
            }
            first.finish();
            second.finish();
            narrowWon += one.status().standing().equals("keeping") ? 1 : 0;
            size += 300;
            catchUp(one, size);
            checked = log.requireWhole(checked);
            new TiledTree(size, log.served()).consistencyFrom(before.size()).verify(before.root(), checked.root());
        }
        assertThat(narrowWon).as("orders in which the one with fewer messages won").isBetween(2,
                orders.size() / EVERY - 2);
    }

    /** Reads what the other one did, and finds nothing new. */
    private static void turn(LogFixture.Running keeper) throws Exception {
        keeper.keeper().startOver();
        keeper.keeper().turn();
    }

    private void catchUp(LogFixture.Running keeper, long size) throws Exception {
        while (log.store.state().isEmpty() || log.state().size() < size) {
            keeper.keeper().turn();
        }
    }

    /** All the orders in which so many steps of the first and so many of the second can follow each other. */
    private static List<List<Boolean>> orders(int firsts, int seconds) {
        List<List<Boolean>> orders = new ArrayList<>();
        if (firsts + seconds == 0) {
            orders.add(List.of());
        }
        for (boolean first : new boolean[]{true, false}) {
            if (first ? firsts > 0 : seconds > 0) {
                for (List<Boolean> rest : orders(firsts - (first ? 1 : 0), seconds - (first ? 0 : 1))) {
                    List<Boolean> order = new ArrayList<>(List.of(first));
                    order.addAll(rest);
                    orders.add(order);
                }
            }
        }
        return orders;
    }
}
