package org.imprimatur.consent.proof;

import java.util.Map;
import org.imprimatur.consent.ledger.Commitment;

/** A record whose commitment belongs in a log. */
public interface Committed {
    /** The record as it was committed to. */
    Map<String, Object> document();

    /** What the log holds of it, with its nonce. */
    Commitment commitment();
}
