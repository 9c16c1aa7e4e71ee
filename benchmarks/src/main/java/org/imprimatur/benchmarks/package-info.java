/** Measurements of a running stack, side by side with another program where there is one for the same job. */
@NullMarked
package org.imprimatur.benchmarks;

import org.jspecify.annotations.NullMarked;
