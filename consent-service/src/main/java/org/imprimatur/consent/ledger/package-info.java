/** Logs that anyone can check: commitments go to a Kafka topic, and a keeper makes tiles and checkpoints of it. */
@NullMarked
package org.imprimatur.consent.ledger;

import org.jspecify.annotations.NullMarked;
