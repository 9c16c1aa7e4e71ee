/** The whole newsroom as real processes on one machine. */
@NullMarked
package org.imprimatur.localstack;

import org.jspecify.annotations.NullMarked;
