package org.imprimatur.publishing.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the site stands at one instance.
 *
 * @param edition the newest that its readers see
 * @param waiting how many stories wait for their release time
 * @param lostPages paths whose bytes are nowhere to be had
 * @param broken why the next edition can't be followed; null if nothing is wrong with it
 * @param reopening whether the site is about to be opened anew
 */
record SiteStatus(long edition, int waiting, List<String> lostPages, @Nullable String broken, boolean reopening) {}
