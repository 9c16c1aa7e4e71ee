/** Visitors' choices as a whole, for compliance staff: numbers, and exports that other programs read. */
@NullMarked
package org.imprimatur.consent.report;

import org.jspecify.annotations.NullMarked;
