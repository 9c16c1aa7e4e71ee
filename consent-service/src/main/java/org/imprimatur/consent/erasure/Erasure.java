package org.imprimatur.consent.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The decision to erase records. It names them by their ids, which lead to nobody once the records are gone, so that it
 * can be carried out again on whatever is restored from a backup.
 *
 * @param id a UUID of version 7 whose time is {@code at}
 * @param by who decided
 * @param at whole milliseconds
 * @param done whether all of them were found erased afterwards
 */
record Erasure(UUID id, String by, Instant at, String reason, List<UUID> records, boolean done) {
    Erasure {
        records = List.copyOf(records);
    }
}
