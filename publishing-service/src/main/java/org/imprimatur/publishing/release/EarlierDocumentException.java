package org.imprimatur.publishing.release;

/** A document of the projection lacks what earlier builds didn't know; the editions have to tell. */
final class EarlierDocumentException extends RuntimeException {
    EarlierDocumentException(String articleId) {
        super("It doesn't say where article " + articleId + " stands in lists");
    }
}
