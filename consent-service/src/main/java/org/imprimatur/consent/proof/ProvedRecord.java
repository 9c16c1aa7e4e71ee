package org.imprimatur.consent.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record with all that is needed to check it offline.
 *
 * @param record as it was committed to
 * @param nonce base64
 * @param receipt C2SP tlog-proof; null as long as the log doesn't cover the record
 */
public record ProvedRecord(Map<String, Object> record, String nonce, @Nullable String receipt) {}
