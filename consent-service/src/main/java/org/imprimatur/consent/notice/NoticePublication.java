package org.imprimatur.consent.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One step of the notices that visitors are shown under the law of a jurisdiction: from it on, these are in force.
 *
 * @param number from 1 on, over all jurisdictions
 * @param policyVersion of all of them
 * @param notices their hashes by language; those that the step didn't change, too
 * @param draft what was approved
 * @param at whole milliseconds
 */
record NoticePublication(long number, String jurisdiction, String policyVersion, NoticeChange change,
        Map<String, String> notices, UUID draft, String draftedBy, String approvedBy, String publishedBy, Instant at,
        String reason) {
    NoticePublication {
        notices = Map.copyOf(notices);
    }
}
