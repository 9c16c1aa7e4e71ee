/** HTTP/1.1 with as little of our own work between the sockets and the clock as can be. */
@NullMarked
package org.imprimatur.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
