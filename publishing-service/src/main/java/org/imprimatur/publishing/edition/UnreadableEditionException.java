package org.imprimatur.publishing.edition;

/** An edition's document is not what this build understands: damaged, or written by a newer one. */
final class UnreadableEditionException extends RuntimeException {
    UnreadableEditionException(String number, RuntimeException cause) {
        super("edition " + number + " can't be read: " + cause.getMessage(), cause);
    }
}
