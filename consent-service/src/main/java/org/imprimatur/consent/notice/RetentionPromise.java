package org.imprimatur.consent.notice;

import java.time.Period;
import java.util.Map;

/** What a notice has to promise about how long records are kept, because the retention job does just that. */
@FunctionalInterface
public interface RetentionPromise {
    /** The period after the end of a choice, by the record's state, under the law of this jurisdiction. */
    Map<String, Period> in(String jurisdiction);
}
