package org.imprimatur.publishing.site;

/** What a reader finds at an article address. */
public sealed interface Occupant {
    /** The article itself. */
    record Shown(Story story) implements Occupant {}

    /** The article lives at another address now. */
    record MovedTo(String path) implements Occupant {}

    /** The editors took the article off the site. */
    record WasWithdrawn() implements Occupant {}

    /** The article may not be shown. */
    record WasTakenDown() implements Occupant {}
}
