package org.imprimatur.content.article;

/** Where the working draft stands; what the public sees is {@link Publication}'s matter. */
public enum DraftState {
    DRAFT, IN_REVIEW, APPROVED
}
