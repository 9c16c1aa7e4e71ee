package org.imprimatur.consent.choice;

import org.imprimatur.consent.record.ConsentRecord;
import org.jspecify.annotations.Nullable;

/**
 * A choice that was recorded, now or when it came the first time.
 *
 * @param visitor whose cookie to set; null where the first answer set it and its number is known to that browser alone
 */
record Made(ConsentRecord record, @Nullable VisitorId visitor) {}
