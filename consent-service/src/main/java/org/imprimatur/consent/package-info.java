/** Visitors' cookie choices, in a log that anyone can check. */
@NullMarked
package org.imprimatur.consent;

import org.jspecify.annotations.NullMarked;
