package org.imprimatur.content.article;

import java.util.Map;

/** The words of every revision there ever was, by their hash: entries of the log name them and don't repeat them. */
@FunctionalInterface
public interface Words {
    /**
     * The revision's content as plain JSON values, with members that this build doesn't know.
     *
     * @throws IllegalStateException if the words are not there, or are not those that the hash was taken over
     */
    Map<String, Object> of(String revisionHash);
}
