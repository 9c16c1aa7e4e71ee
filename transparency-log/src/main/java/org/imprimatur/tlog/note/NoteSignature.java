package org.imprimatur.tlog.note;

import java.nio.ByteBuffer;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;

/**
 * One signature line of a note, by a key that the reader may or may not know.
 *
 * @param name the key's name
 * @param base64 the key id's four bytes and the signature, as they stand in the line
 */
public record NoteSignature(String name, String base64) {

    private static final String LINE_START = "\u2014 ";

    public NoteSignature {
        KeyName.require(name);
        if (StrictText.decodeBase64(base64).length <= Integer.BYTES) {
            throw new MalformedException("a signature line without a signature");
        }
    }

    static NoteSignature parse(String line) {
        String[] words = line.split(" ", -1);
        if (!line.startsWith(LINE_START) || words.length != 3) {
            throw new MalformedException("a signature line is a dash, a name and base64, with single spaces");
        }
        return new NoteSignature(words[1], words[2]);
    }

    String line() {
        return LINE_START + name + " " + base64 + "\n";
    }

    int keyId() {
        return ByteBuffer.wrap(StrictText.decodeBase64(base64)).getInt();
    }

    byte[] bytes() {
        byte[] decoded = StrictText.decodeBase64(base64);
        byte[] signature = new byte[decoded.length - Integer.BYTES];
        ByteBuffer.wrap(decoded, Integer.BYTES, signature.length).get(signature);
        return signature;
    }
}
