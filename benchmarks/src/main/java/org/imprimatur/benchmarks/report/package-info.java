/** What was measured, on which machine, for people and for programs. */
@NullMarked
package org.imprimatur.benchmarks.report;

import org.jspecify.annotations.NullMarked;
