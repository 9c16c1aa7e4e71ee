package org.imprimatur.torture.schedule;

/**
 * One thing that goes wrong.
 *
 * @param at milliseconds after the beginning
 * @param kind what happens
 * @param victim to what: a process, a wire or a topic; the database as a whole where its primary is deposed
 * @param lasts milliseconds until it is over: the process is started again or goes on, the wire is whole, the topic is
 *     there, the disk has room; of what happens at a place between two writes, how long it is waited for
 * @param how at which place, or by how much a clock is wrong; empty for what needs no more words
 */
public record Fault(long at, Kind kind, String victim, long lasts, String how) {
    /** What can happen. */
    public enum Kind {
        /** {@code kill -9}, and a new start later. */
        KILL,
        /** SIGSTOP, and SIGCONT later. */
        FREEZE,
        /** SIGTERM, and a new start later. */
        RESTART,
        /** The process ends at a named place between two writes, and is started again at once. */
        HALT,
        /** Memory runs out at a named place between two writes. */
        MEMORY,
        /** A service's clock is wrong by minutes, and right again later. */
        CLOCK,
        /** The database's primary is deposed. */
        STEP_DOWN,
        /** Article events of the past are delivered once more, out of their order. */
        REPEAT,
        /** A topic is deleted, missing for a while, and made anew. */
        RECREATE,
        /** The disk of a broker or a database has no room left, and some later. */
        FILL,
        /** Tiles lie in the store, of entries that the log lost before it signed them. */
        STRAY,
        /** The projection of the site loses half of its articles while an instance is down. */
        TEAR,
        /** No connection, old or new. */
        CUT,
        /** Everything arrives, late. */
        SLOW,
        /** Requests arrive, answers get lost. */
        DEAF,
        /** Requests get lost. */
        MUTE;

        /** How often it comes up, compared with others. */
        int share() {
            return switch (this) {
                case KILL -> 6;
                case RECREATE, FILL, STRAY, TEAR -> 1;
                default -> 2;
            };
        }

        /** Whether it happens to a wire, not to a process. */
        boolean isOfWires() {
            return this == CUT || this == SLOW || this == DEAF || this == MUTE;
        }

        /** Whether it happens at a named place between two writes. */
        boolean isAtAPlace() {
            return this == HALT || this == MEMORY;
        }
    }

    /** How long its victim is away by plan alone. */
    public long away() {
        return kind.isAtAPlace() ? 0 : lasts;
    }
}
