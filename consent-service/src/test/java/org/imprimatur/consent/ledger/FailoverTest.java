package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadConcern;
import java.util.Objects;
import org.bson.Document;
import org.imprimatur.localstack.backing.ReplicaSet;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.tile.TiledTree;
import org.junit.jupiter.api.Test;

/** A keeper whose database loses what its primary alone had. */
class FailoverTest {
    private final ReplicaSet set = ReplicaSet.sharedOrSkip();

    @Test
    void noCheckpointIsShownThatAFailoverTakesBack() throws Exception {
        LogFixture log = new LogFixture(set.uri());
        try {
            log.send(3);
            LogFixture.Running keeper = log.keeper();
            log.keepUntil(keeper, 3);
            Checkpoint shown = log.checkpoint();
            log.sendStrangers(100);
            set.rollBack(() -> {
                assertThatThrownBy(() -> turnForEver(keeper)).isInstanceOf(RuntimeException.class);
                assertThat(stored(log).getLong("size")).as("what the primary alone has").isGreaterThan(3);
                assertThat(log.checkpoint()).isEqualTo(shown);
                log.requireWhole();
            });
            log.keepUntil(keeper, 103);
            log.requireWhole();
            new TiledTree(103, log.served()).consistencyFrom(3).verify(shown.root(), log.checkpoint().root());
        } finally {
            log.close();
        }
    }

    /** A turn may find nothing, or some of what was sent; the first that has to write doesn't come back from it. */
    private static void turnForEver(LogFixture.Running keeper) throws Exception {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = keeper.keeper().turn();
        }
    }

    private static Document stored(LogFixture log) {
        return Objects.requireNonNull(
                log.database.withReadConcern(ReadConcern.LOCAL).getCollection("logs").find().first());
    }
}
