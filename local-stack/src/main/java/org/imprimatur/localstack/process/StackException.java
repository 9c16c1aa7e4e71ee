package org.imprimatur.localstack.process;

/** Something that keeps the stack from running, told in one sentence that a person at a terminal can act upon. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what went wrong and, where it helps, what to do */
    public StackException(String sentence) {
        super(sentence);
    }

    /** @param sentence what went wrong and, where it helps, what to do */
    public StackException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
