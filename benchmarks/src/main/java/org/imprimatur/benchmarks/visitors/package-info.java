/** How many choices a second are kept, and how soon each is in the log. */
@NullMarked
package org.imprimatur.benchmarks.visitors;

import org.jspecify.annotations.NullMarked;
