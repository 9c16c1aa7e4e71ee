package org.imprimatur.tlog.note;

import org.imprimatur.tlog.MalformedException;

/** What a key may be called. */
final class KeyName {

    private KeyName() {}

    /** Not empty, no Unicode space, no plus, no control character (signed-note, "Format"). */
    static void require(String name) {
        if (name.isEmpty() || name.codePoints().anyMatch(c -> c == '+' || isSpace(c) || Character.isISOControl(c))) {
            throw new MalformedException("a key's name is empty or contains a space, plus or control character");
        }
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
