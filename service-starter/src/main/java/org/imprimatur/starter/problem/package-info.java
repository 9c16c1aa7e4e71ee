/** Errors as RFC 9457 problem documents, the same everywhere. */
@NullMarked
package org.imprimatur.starter.problem;

import org.jspecify.annotations.NullMarked;
