package org.imprimatur.tlog.tile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;

/**
 * The address of one immutable piece of a log, with one path for each and one only (C2SP tlog-tiles).
 *
 * <p>
 * The path, such as {@code tile/0/x001/x234/067.p/12}, serves as file name, address and database key alike.
 */
public sealed interface TileId {

    /** Hashes or entries in a full tile. */
    int FULL = 256;

    /** The place among its like, counted from 0. */
    long index();

    /** How many hashes or entries it holds: 1 to 256, and 256 means full. */
    int width();

    /** The same piece once it is full: what remains when a partial one has been cleared away. */
    TileId full();

    /** How wide this piece is in a log of this size: 0 where the log doesn't reach it, 256 where it is full. */
    default int widthAt(long size) {
        int level = this instanceof Hashes hashes ? hashes.level() : 0;
        long there = TileSubtrees.hashesAt(level, size);
        // Divided rather than multiplied: an index that somebody made up could be any number.
        return there / FULL > index() ? FULL : there / FULL == index() ? (int) (there % FULL) : 0;
    }

    /** The path below the log's address, without leading slash. */
    default String path() {
        String kind = switch (this) {
            case Hashes hashes -> Integer.toString(hashes.level());
            case Entries _ -> "entries";
        };
        String suffix = width() == FULL ? "" : ".p/" + width();
        return "tile/" + kind + "/" + TilePath.encode(index()) + suffix;
    }

    /** The piece with this path; every other spelling is refused with a {@link MalformedException}. */
    static TileId parse(String path) {
        Matcher matcher = TilePath.PATTERN.matcher(path);
        if (!matcher.matches()) {
            throw new MalformedException("not the path of a tile");
        }
        long index = TilePath.decode(matcher.group("index"));
        String partial = matcher.group("width");
        int width = partial == null ? FULL : TilePath.small(partial, 1, FULL - 1);
        String kind = matcher.group("kind");
        return kind.equals("entries")
                ? new Entries(index, width)
                : new Hashes(TilePath.small(kind, 0, Hashes.TOP_LEVEL), index, width);
    }

    /**
     * A tile of hashes.
     *
     * @param level 0 for leaf hashes; one level up, each hash stands for a full tile below
     */
    record Hashes(int level, long index, int width) implements TileId {

        /** The highest level that has a path; no tree of 2<sup>63</sup> − 1 leaves reaches it. */
        static final int TOP_LEVEL = 63;

        public Hashes {
            if (level < 0 || level > TOP_LEVEL) {
                throw new MalformedException("no tile has level " + level);
            }
            TilePath.requirePlace(index, width);
        }

        @Override
        public Hashes full() {
            return new Hashes(level, index, FULL);
        }
    }

    /** A bundle of log entries: those whose hashes the tile of level 0 with the same index holds. */
    record Entries(long index, int width) implements TileId {

        public Entries {
            TilePath.requirePlace(index, width);
        }

        @Override
        public Entries full() {
            return new Entries(index, FULL);
        }
    }
}

/** How a tile's numbers are written in its path. */
final class TilePath {

    static final Pattern PATTERN = Pattern.compile(
            "tile/(?<kind>entries|[0-9]{1,2})/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");

    private TilePath() {}

    /** 1234067 becomes x001/x234/067. */
    static String encode(long index) {
        StringBuilder path = new StringBuilder(threeDigits(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        return path.toString();
    }

    /** The first group may begin with two zeroes of padding; a third leaves a leading zero, which is refused. */
    static long decode(String path) {
        String digits = path.replace("x", "").replace("/", "");
        return StrictText.parseDecimal(digits.replaceFirst("^0{1,2}", ""));
    }

    static int small(String digits, int least, int most) {
        long value = StrictText.parseDecimal(digits);
        if (value < least || value > most) {
            throw new MalformedException("a number in a tile's path is out of range");
        }
        return (int) value;
    }

    static void requirePlace(long index, int width) {
        if (index < 0 || width < 1 || width > TileId.FULL) {
            throw new MalformedException("no tile has index " + index + " and width " + width);
        }
    }

    private static String threeDigits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(3 - digits.length()) + digits;
    }
}
