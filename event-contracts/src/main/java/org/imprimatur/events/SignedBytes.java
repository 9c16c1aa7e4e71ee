package org.imprimatur.events;

import org.imprimatur.tlog.merkle.Hash;

/** What a signature on an event covers. */
final class SignedBytes {
    private SignedBytes() {}

    /** Four lines. A line break within a header would let two messages share one text, so there is none. */
    static String of(String id, String type, String subject, byte[] value) {
        if ((id + type + subject).indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header of a signed event has one line");
        }
        return id + "\n" + type + "\n" + subject + "\n" + Hash.sha256(value).hex() + "\n";
    }
}
