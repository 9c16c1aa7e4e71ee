/** Builds that are broken on purpose, each in one line, to see that the torture notices. */
@NullMarked
package org.imprimatur.torture.broken;

import org.jspecify.annotations.NullMarked;
