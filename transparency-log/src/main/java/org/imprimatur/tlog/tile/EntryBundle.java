package org.imprimatur.tlog.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.tlog.MalformedException;

/** Log entries one after the other, each behind its length as a big-endian uint16 (C2SP tlog-tiles, "Log entries"). */
public final class EntryBundle {

    /** Bytes in the longest entry that a bundle can hold. */
    public static final int LONGEST_ENTRY = 0xffff;

    private EntryBundle() {}

    /** The entries of a bundle; a length that lies, or an entry too few or too many, is refused. */
    public static List<byte[]> decode(TileId.Entries id, byte[] bytes) {
        List<byte[]> entries = new ArrayList<>(id.width());
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            if (source.remaining() < Short.BYTES) {
                throw new MalformedException(id.path() + " ends within a length");
            }
            int length = Short.toUnsignedInt(source.getShort());
            if (source.remaining() < length) {
                throw new MalformedException(id.path() + " ends within an entry");
            }
            byte[] entry = new byte[length];
            source.get(entry);
            entries.add(entry);
        }
        if (entries.size() != id.width()) {
            throw new MalformedException(id.path() + " holds " + entries.size() + " entries, not " + id.width());
        }
        return entries;
    }

    static byte[] encode(List<byte[]> entries) {
        int size = entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        entries.forEach(entry -> bytes.putShort((short) entry.length).put(entry));
        return bytes.array();
    }
}
