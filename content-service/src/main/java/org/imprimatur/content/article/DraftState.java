package org.imprimatur.content.article;

/** Where the working draft stands; what the public sees is {@link Publication}'s matter. */
public enum DraftState {
    DRAFT, IN_REVIEW, APPROVED,
    /** Given up before anybody outside saw it: out of the lists, and its slug is free. */
    DISCARDED
}
