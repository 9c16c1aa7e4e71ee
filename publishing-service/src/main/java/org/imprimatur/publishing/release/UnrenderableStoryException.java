package org.imprimatur.publishing.release;

/** A story can't be rendered as a page; trying again can't help, and the other stories are none the worse for it. */
public final class UnrenderableStoryException extends RuntimeException {
    private final String articleId;
    private final long sequence;

    UnrenderableStoryException(String articleId, long sequence, Throwable cause) {
        super("story " + articleId + " at sequence " + sequence + " can't be rendered: "
                + cause.getClass().getSimpleName(),
                cause);
        this.articleId = articleId;
        this.sequence = sequence;
    }

    public String articleId() {
        return articleId;
    }

    public long sequence() {
        return sequence;
    }
}
