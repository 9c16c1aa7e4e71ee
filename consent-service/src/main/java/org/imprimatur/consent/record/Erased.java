package org.imprimatur.consent.record;

import java.time.Instant;
import java.util.UUID;

/**
 * What is left of an erased record, beside its commitment: who has erased it and why.
 *
 * @param id of the erasure, which may be one of many records
 * @param at whole milliseconds
 */
public record Erased(UUID id, Instant at, String by, String reason) {}
