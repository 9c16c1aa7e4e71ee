package org.imprimatur.consent.record;

import java.util.UUID;
import org.imprimatur.consent.ledger.Commitment;

/**
 * A record with what is kept beside it.
 *
 * @param commitment what the public log holds of the record, and the nonce that hides the record in it
 * @param choiceId the number under which the visitor's browser sent the choice, so that it counts once
 * @param asked SHA-256 (hex) of what was asked for under that number
 */
public record KeptRecord(ConsentRecord record, Commitment commitment, UUID choiceId, String asked) {}
