package org.imprimatur.content.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import org.bson.conversions.Bson;

/**
 * Something that belongs to one article at a time, its address, claimed by the entry that needs it. What an article has
 * outgrown is claimed again by the next one, in the next turn: no entry is ever changed to give anything back, and of
 * two who claim the same turn one gets it.
 *
 * @param name without a slash
 * @param turn 1 for the first entry that ever claimed it
 */
public record Claim(String name, int turn) {
    private static final char SEPARATOR = '/';
    private static final char BEHIND_SEPARATOR = SEPARATOR + 1;

    public Claim {
        if (name.indexOf(SEPARATOR) >= 0 || turn < 1) {
            throw new IllegalArgumentException("Not a claim: " + name + ", turn " + turn);
        }
    }

    /** The first that anybody makes; nobody has to look before making it. */
    public static Claim first(String name) {
        return new Claim(name, 1);
    }

    /** The one that comes after this. */
    public Claim next() {
        return new Claim(name, turn + 1);
    }

    /** As the entry bears it; in the order of turns. */
    String text() {
        return turn == 1 ? name : name + SEPARATOR + "%010d".formatted(turn);
    }

    static Claim read(String text) {
        int end = text.indexOf(SEPARATOR);
        return end < 0
                ? first(text)
                : new Claim(text.substring(0, end), Integer.parseInt(text.substring(end + 1)));
    }

    /** The entries that claimed it, in whatever turn. */
    static Bson anyOf(String name) {
        return or(eq("claim", name), and(gt("claim", name + SEPARATOR), lt("claim", name + BEHIND_SEPARATOR)));
    }
}
