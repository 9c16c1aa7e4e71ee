package org.imprimatur.publishing.search;

import java.nio.file.Path;
import java.time.Duration;
import org.imprimatur.starter.admission.Room;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The search.
 *
 * @param folder below which each instance has a folder of its own for its index
 * @param commit after how long at most the index is written through to the disk
 * @param look how often it is looked whether the index has anything to make up for
 * @param atOnce how many searches are under way at once; 0 for half of the processors
 * @param patience how long one waits for its turn
 */
@ConfigurationProperties("imprimatur.search")
record SearchSettings(Path folder, Duration commit, Duration look, int atOnce, Duration patience) {
    private static final int WAITING_EACH = 8;

    /** A search is all work and no waiting. Half of the processors are left to pages, whatever is searched for. */
    Room room() {
        int seats = atOnce > 0 ? atOnce : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new Room(seats, WAITING_EACH * seats, patience);
    }
}
