package org.imprimatur.torture.schedule;

/**
 * One thing that goes wrong.
 *
 * @param at milliseconds after the beginning
 * @param kind what happens
 * @param victim to what: a process or a wire; the database as a whole where its primary is deposed
 * @param lasts milliseconds until it is over: the process is started again or goes on, the wire is whole
 */
public record Fault(long at, Kind kind, String victim, long lasts) {
    /** What can happen. */
    public enum Kind {
        /** {@code kill -9}, and a new start later. */
        KILL,
        /** SIGSTOP, and SIGCONT later. */
        FREEZE,
        /** SIGTERM, and a new start later. */
        RESTART,
        /** The database's primary is deposed. */
        STEP_DOWN,
        /** Article events of the past are delivered once more, out of their order. */
        REPEAT,
        /** No connection, old or new. */
        CUT,
        /** Everything arrives, late. */
        SLOW,
        /** Requests arrive, answers get lost. */
        DEAF,
        /** Requests get lost. */
        MUTE;

        /** Whether it happens to a wire, not to a process. */
        boolean isOfWires() {
            return this == CUT || this == SLOW || this == DEAF || this == MUTE;
        }
    }
}
