/** Holds the contracts to their promises. */
@NullMarked
package org.imprimatur.events;

import org.jspecify.annotations.NullMarked;
