package org.imprimatur.content.article;

/** The slug belongs to another article. */
final class SlugTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Article holder;
    private final String slug;

    SlugTakenException(Article holder, String slug) {
        super("Article " + holder.id() + " has '" + slug + "'", null, false, false);
        this.holder = holder;
        this.slug = slug;
    }

    String slug() {
        return slug;
    }

    Article holder() {
        return holder;
    }
}
