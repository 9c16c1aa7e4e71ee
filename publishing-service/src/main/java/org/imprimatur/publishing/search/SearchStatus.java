package org.imprimatur.publishing.search;

import org.jspecify.annotations.Nullable;

/**
 * How the search stands at one instance.
 *
 * @param edition the one it goes with; 0 while nothing can be found
 * @param stories how many can be found
 * @param behind how many addresses are still to be looked at before anything can be found
 * @param rebuilds how often the index was made anew since the start
 * @param faults how often it failed since the start
 * @param fault the last failure; null if there was none, or it is over
 */
record SearchStatus(boolean ready, long edition, int stories, int behind, long rebuilds, long faults,
        @Nullable String fault) {}
