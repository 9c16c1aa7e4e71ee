/** One trace from a request to whatever comes of it later. */
@NullMarked
package org.imprimatur.starter.tracing;

import org.jspecify.annotations.NullMarked;
