/** How fast pages go out, beside nginx with the same bytes and header fields. */
@NullMarked
package org.imprimatur.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
