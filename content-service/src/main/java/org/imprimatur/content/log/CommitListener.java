package org.imprimatur.content.log;

/**
 * Hears of every entry right after its insert, in the thread that made it. What it does can be made up for later from
 * the log alone, since a crash may come in between; so it must neither throw nor be slow.
 */
@FunctionalInterface
public interface CommitListener {
    /** The entry is durable. */
    void committed(Entry entry, boolean hasEvent);
}
