/** What the cookie banner costs a visitor's browser. */
@NullMarked
package org.imprimatur.benchmarks.banner;

import org.jspecify.annotations.NullMarked;
