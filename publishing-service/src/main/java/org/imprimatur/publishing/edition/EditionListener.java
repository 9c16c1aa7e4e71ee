package org.imprimatur.publishing.edition;

/** Hears of every edition this instance shows, in order, whoever printed it. Called on the press's thread: be brief. */
public interface EditionListener {
    /** The edition is committed and readers of this instance see it. */
    void shown(Edition edition);
}
